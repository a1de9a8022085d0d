"""A right name in the writer's form: only the wrong words are replaced, by those they were aligned with.

The name is compared with one form of the person's names; what stands in the place of a wrong word is a word
of that very form. Order, capitals, initials, possessives and whatever the writer left out stay as they are.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from corrigenda.reconcile.candidates import Candidate
from corrigenda.reconcile.context import ParsedMention
from corrigenda.reconcile.names import ComparedPart, NameForm, NameWord, make_ready
from corrigenda.reconcile.text import fold

_WORD = re.compile(r"\S+")
_AROUND = re.compile(r"(?P<before>\W*)(?P<core>.*?)(?P<after>(?:['’]s?)?\W*)", re.DOTALL)
_INITIAL = 0.6
_LEAST_ALIKE = 0.4
"""How like two words must be at least (0 to 1) for the one to stand in the place of the other."""

Replacement = tuple[int, int, str]
"""The words ``[first:last)`` of a surface, and what is to stand there."""


def in_writers_form(mention: ParsedMention, candidate: Candidate) -> str:
    """The name of the mention with only its wrong words set right; in another script than Latin as it is."""
    comparison, name = candidate.comparison, mention.name
    if not mention.written.key.isascii():
        return name
    if comparison.whole:
        return _whole(name, comparison.name.text)
    spans = [match.span() for match in _WORD.finditer(name)]
    for first, last, right in sorted(_replacements(mention, candidate), reverse=True):
        start, end = spans[first][0], spans[last - 1][1]
        name = name[:start] + _dressed(name[start:end], right) + name[end:]
    return name


def _whole(written: str, right: str) -> str:
    article = re.match(r"(?i)the\s+", written)
    if article is None or right.lower().startswith("the "):
        return _in_case(written, right)
    return article[0] + _in_case(written[article.end() :], right)


def _replacements(mention: ParsedMention, candidate: Candidate) -> set[Replacement]:
    """What is to be replaced; where the whole surface is both parts, by both in the writer's order."""
    comparison = candidate.comparison
    family, given = comparison.family, comparison.given
    form = _form_shown(candidate, family), _form_shown(candidate, given)
    words = _texts(form[0].family_words), _texts(form[1].given_words)
    if family.wrong and given.wrong and (family.start, family.end) == (given.start, given.end):
        family_first = form[0].family_first is not comparison.swapped
        order = words if family_first else words[::-1]
        return {(family.start, family.end, " ".join((*order[0], *order[1])))}
    return {
        replacement
        for part, own in ((family, words[0]), (given, words[1]))
        if part.wrong
        for replacement in _of_part(mention, part, own)
    }


def _form_shown(candidate: Candidate, part: ComparedPart) -> NameForm:
    """The form that the part was compared with; for a reading of the native name the canonical one."""
    name, entity = candidate.comparison.name, candidate.entity
    forms = make_ready(entity).forms
    aligned = [form for form in forms if form.name == name]
    canonical = [form for form in forms if form.name.text == entity.canonical]
    first = (canonical, aligned) if part.relation == "reading" else (aligned, canonical)
    return next(form for found in (*first, forms) for form in found)


def _texts(words: Sequence[NameWord]) -> tuple[str, ...]:
    return tuple(word.text for word in words)


def _of_part(mention: ParsedMention, part: ComparedPart, own: tuple[str, ...]) -> Iterator[Replacement]:
    """Word by word where each word has one like it in the name, else all of the part."""
    raw = mention.name.split()
    places = [place for place in range(part.start, part.end) if mention.written.words[place]]
    written = tuple(fold(_core(raw[place])) for place in places)
    if not written or not own:
        return
    if all(len(word) == 1 for word in written):
        for place, word in zip(places, own, strict=False):
            yield place, place + 1, word[0]
    elif (wrong := _wrong_words(written, tuple(fold(_core(word)) for word in own))) is not None:
        for at, other in wrong.items():
            yield places[at], places[at] + 1, own[other]
    else:
        yield places[0], places[-1] + 1, " ".join(_as_many(own, len(written)))


def _wrong_words(written: tuple[str, ...], own: tuple[str, ...]) -> dict[int, int] | None:
    """The wrong words with those that they should be; ``None`` where one is like none of the name's."""
    pairs = _paired(written, own)
    whole = [place for place, word in enumerate(written) if len(word) > 1]
    if any(place not in pairs for place in whole):
        return None
    return {place: pairs[place] for place in whole if written[place] != own[pairs[place]]}


def _as_many(own: tuple[str, ...], count: int) -> tuple[str, ...]:
    """The name without its initials where the writer has fewer words than it."""
    whole = tuple(word for word in own if len(_core(word)) > 1)
    return whole if len(own) > count and whole else own


@lru_cache(maxsize=256)
def _paired(written: tuple[str, ...], own: tuple[str, ...]) -> dict[int, int]:
    """Which word of the one stands for which of the other, in order, so that they are most alike in all."""
    none: tuple[float, dict[int, int]] = (0.0, {})
    above = [none] * (len(own) + 1)
    for i, word in enumerate(written):
        row = [none]
        for j, other in enumerate(own):
            score, pairs = above[j]
            alike = _alike(word, other)
            paired = [(score + alike, {**pairs, i: j})] if alike >= _LEAST_ALIKE else []
            row.append(max((above[j + 1], row[j], *paired), key=lambda found: found[0]))
        above = row
    return above[-1][1]


def _alike(written: str, own: str) -> float:
    if written[:1] == own[:1] and 1 in (len(written), len(own)):
        return _INITIAL
    return OSA.normalized_similarity(written, own)


def _core(word: str) -> str:
    """A word without the signs around it and without the possessive."""
    around = _AROUND.fullmatch(word)
    assert around is not None  # every group may be empty
    return around["core"]


def _dressed(written: str, right: str) -> str:
    """The right words with the signs, the possessive and the capitals of the written ones."""
    around = _AROUND.fullmatch(written)
    assert around is not None  # every group may be empty
    if len(right) == 1:
        return around["before"] + _in_case(around["core"][:1], right) + written[len(around["before"]) + 1 :]
    after = around["after"].removeprefix(".") if right.endswith(".") else around["after"]
    return around["before"] + _in_case(around["core"], right) + after


def _in_case(written: str, right: str) -> str:
    letters = [letter for letter in written if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return right.upper()
    if letters and all(letter.islower() for letter in letters):
        return right.lower()
    return right
