"""The knowledge of titles, read once from ``data/titles.yaml`` and made ready to be asked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from corrigenda.reconcile.text import read_yaml
from corrigenda.schemas.base import Frozen

ARTICLES = frozenset({"the", "a", "an"})
_LINK = re.compile(r" (?:of|for|to|in|at|without|and|pro) ")


class Phrases:
    """Phrases of several words with a value each, found in a sequence of words, the longest first."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = {tuple(phrase.split()): value for phrase, value in values.items()}
        self._lengths: dict[str, list[int]] = {}
        for phrase in self._values:
            lengths = self._lengths.setdefault(phrase[0], [])
            if len(phrase) not in lengths:
                lengths.append(len(phrase))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def at(self, words: Sequence[str], start: int) -> tuple[int, str] | None:
        """The length and the value of the longest phrase that begins at ``words[start]``."""
        for length in self._lengths.get(words[start], ()):
            value = self._values.get(tuple(words[start : start + length]))
            if value is not None and start + length <= len(words):
                return length, value
        return None

    def inside(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Start, length and value of the longest phrase at each place, from the left."""
        for start in range(len(words)):
            found = self.at(words, start)
            if found is not None:
                yield start, *found


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``data/titles.yaml`` ready to be asked; every wording folded and without articles."""

    tenses: Phrases
    fillers: frozenset[str]
    honorifics: Phrases
    ranks: Phrases
    portfolios: Phrases
    deputies: Phrases
    deputy_names: dict[str, str]
    offices: dict[str, tuple[str, ...]]
    by_country: dict[str, dict[str, tuple[str, ...]]]
    usual_country: dict[str, str]
    implied_country: Phrases
    regions: Phrases
    regional: frozenset[str]
    heads: Phrases
    complements: dict[str, list[tuple[tuple[str, ...], list[str]]]]
    bare: dict[str, tuple[str, ...]]
    role_country: dict[str, str]
    full_ministers_of_state: frozenset[str]
    no_country: Phrases
    single: frozenset[str]
    of_parts: frozenset[str]
    supposing: tuple[frozenset[str], frozenset[str]]
    mixed_up: dict[str, dict[str, list[str]]]
    called_so: frozenset[str]
    own_heads: Phrases
    head_of_body: dict[str, str]
    other_heads: frozenset[str]
    plurals: dict[str, str]
    modifiers: frozenset[str]
    vocabulary: frozenset[str]
    head_words: frozenset[str]


class _TitleData(Frozen):
    """``data/titles.yaml`` as it is written; the comments there say what each part is."""

    tenses: dict[str, list[str]]
    plurals: dict[str, str]
    fillers: str
    honorifics: list[str]
    ranks: list[str]
    portfolios: dict[str, list[str]]
    deputies: dict[str, list[str]]
    deputy_names: dict[str, str]
    offices: dict[str, list[str]]
    by_country: dict[str, dict[str, list[str]]]
    usual_country: dict[str, list[str]]
    implied_country: dict[str, list[str]]
    regions: dict[str, list[str]]
    regional: list[str]
    heads: dict[str, dict[str, list[str]]]
    bare: dict[str, list[str] | Literal["all"]]
    role_country: dict[str, str]
    full_ministers_of_state: list[str]
    no_country: list[str]
    single: str
    of_parts: str
    supposing: dict[Literal["before", "behind"], list[str]]
    mixed_up: dict[str, dict[str, list[str]]]
    called_so: list[str]
    own_heads: list[str]
    other_heads: list[str]


@lru_cache(maxsize=1)
def read_lexicon() -> Lexicon:
    """What is known of titles."""
    data = _TitleData.model_validate(read_yaml("titles.yaml"))
    offices = _roles_by_wording(data.offices)
    by_country = {code: _roles_by_wording(roles) for code, roles in data.by_country.items()}
    heads = {
        head: [(tuple(roles.split(",")), wordings) for roles, wordings in complements.items()]
        for head, complements in data.heads.items()
    }
    phrases = [
        *offices,
        *(wording for wordings in by_country.values() for wording in wordings),
        *heads,
        *(wording for wordings in data.tenses.values() for wording in wordings),
        *(wording for wordings in data.portfolios.values() for wording in wordings),
        *(wording for wordings in data.deputies.values() for wording in wordings),
        *data.honorifics,
        *data.ranks,
        *(region for regions in data.regions.values() for region in regions),
    ]
    complements = [
        word for groups in heads.values() for _, wordings in groups for word in wordings if word != "*"
    ]
    words = {word for phrase in (*phrases, *complements, *data.plurals) for word in phrase.split()}
    last_words = {
        _LINK.split(phrase)[0].split()[-1] for phrase in (*offices, *heads, *data.honorifics, *data.ranks)
    }
    return Lexicon(
        tenses=Phrases(_inverted(data.tenses)),
        fillers=frozenset(data.fillers.split()),
        honorifics=Phrases(dict.fromkeys(data.honorifics, "")),
        ranks=Phrases(dict.fromkeys(data.ranks, "")),
        portfolios=Phrases(_inverted(data.portfolios)),
        deputies=Phrases(_inverted(data.deputies)),
        deputy_names=data.deputy_names,
        offices=offices,
        by_country=by_country,
        usual_country={_bare(wording): code for wording, code in _inverted(data.usual_country).items()},
        implied_country=Phrases(_inverted(data.implied_country) | _inverted(data.regions)),
        regions=Phrases(_inverted(data.regions)),
        regional=frozenset(data.regional),
        heads=Phrases({head: head for head in heads}),
        complements=heads,
        bare={
            word: tuple(data.portfolios) if portfolios == "all" else tuple(portfolios)
            for word, portfolios in data.bare.items()
        },
        role_country=data.role_country,
        full_ministers_of_state=frozenset(data.full_ministers_of_state),
        no_country=Phrases(dict.fromkeys(data.no_country, "")),
        single=frozenset(data.single.split()),
        of_parts=frozenset(data.of_parts.split()),
        supposing=(frozenset(data.supposing["before"]), frozenset(data.supposing["behind"])),
        mixed_up=data.mixed_up,
        called_so=frozenset(data.called_so),
        own_heads=Phrases(dict.fromkeys(data.own_heads, "")),
        head_of_body={body: _head_of(body, data) for body in data.own_heads},
        other_heads=frozenset(data.other_heads),
        plurals=data.plurals,
        modifiers=frozenset(
            word
            for groups in (data.tenses, data.deputies)
            for wordings in groups.values()
            for wording in wordings
            for word in wording.split()
        ),
        vocabulary=frozenset(words | {"minister", "secretary"}),
        head_words=frozenset(last_words | {"minister", "secretary"} | set(data.plurals)),
    )


def _head_of(body: str, data: _TitleData) -> str:
    """The one head under which the data has the body; ``StopIteration`` where the data is incomplete."""
    return next(
        head
        for head in data.other_heads
        for wordings in data.heads.get(head, {}).values()
        if body in wordings
    )


def _inverted(wordings: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {wording: key for key, group in wordings.items() for wording in group}


def _bare(wording: str) -> str:
    return " ".join(word for word in wording.split() if word not in ARTICLES)


def _roles_by_wording(wordings: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {_bare(wording): tuple(roles.split(",")) for roles, group in wordings.items() for wording in group}
