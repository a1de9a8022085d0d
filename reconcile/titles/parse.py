"""Titles read: the words beside a name parsed into role, country and tense.

What says something of the whole title is taken out first: the country, the tense, the part of a country. The
``grammar`` reads what is left.
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from corrigenda.reconcile.countries import country_parts
from corrigenda.reconcile.text import fold
from corrigenda.reconcile.titles.grammar import completing, title_roles
from corrigenda.reconcile.titles.lexicon import ARTICLES, OfficeTense, Roles, read_lexicon
from corrigenda.reconcile.titles.words import (
    Words,
    without_articles,
    without_country,
    without_tense,
    written_words,
)
from corrigenda.schemas.base import Frozen

_LONGEST_PHRASE = 40


class ParsedTitle(Frozen):
    """What a title says.

    ``roles`` are the offices that it may mean: one, several held together ("State Councilor and Foreign
    Minister"), or several among which it does not tell ("Secretary"). ``country`` is an ISO code; ``assumed``
    means that the title does not state it and that it follows from usage ("Foreign Secretary": GB).
    ``honorific``: an address, a rank or a degree and no office; its tense is ``unknown``. ``misheaded`` is
    the right head where another stands beside an organization: "Administrator" for "EPA Secretary".
    """

    text: str
    roles: Roles
    country: str | None
    tense: OfficeTense
    honorific: bool
    assumed: bool = False
    misheaded: str | None = None


@dataclass(frozen=True, slots=True)
class _TitleWords:
    """The folded words left of a title, and what was taken out of it: the stated country and the tense.

    ``part`` is the country of which that word names a part as well: "Georgia Governor".
    """

    text: str
    words: Words
    stated: str | None
    tense: OfficeTense | None
    part: str | None = None


@lru_cache(maxsize=16384)
def parse_title(text: str, *, country: str | None = None) -> ParsedTitle | None:
    """What the words beside a name say of an office, or ``None`` where they say nothing that is known.

    ``country`` is the ISO code known from elsewhere (a table's column); a country in the text goes before it.
    """
    title = _read(text)
    return (_office(title, country) or _address(title)) if title is not None else None


def _read(text: str) -> _TitleWords | None:
    """The words of the title; none where none of them can stand in a title."""
    lexicon = read_lexicon()
    written = written_words(text)
    if len(written) > _LONGEST_PHRASE or lexicon.vocabulary.isdisjoint(map(fold, written)):
        return None
    rest, stated = without_country(written)
    singular = tuple(lexicon.data.plurals.get(word, word) for word in map(fold, rest))
    words, tense = without_tense(singular)
    part = country_parts().get(_taken_out(written, rest)) if stated is not None else None
    return _TitleWords(text, words, stated, tense, part) if words else None


def _taken_out(written: Words, rest: Words) -> str:
    """The words of the country that was taken out of a title."""
    left = Counter(map(fold, rest))
    taken = [word for word in map(fold, written) if left.subtract([word]) or left[word] < 0]
    return " ".join(word for word in taken if word != "of" and word not in ARTICLES)


def _office(title: _TitleWords, country: str | None) -> ParsedTitle | None:
    """The title as one of an office."""
    lexicon = read_lexicon()
    region = lexicon.regions.first(title.words)
    stated = title.part if title.part is not None and _is_of_part(title) else title.stated
    known = stated or region or lexicon.implied_country.first(title.words) or country
    usual = _usual(title.words) if known is None else None
    own = _own_title(title.words)
    roles = _fitting(title_roles(own or title.words, known or usual), known or usual)
    if not roles:
        return None
    return ParsedTitle(
        text=title.text,
        roles=tuple(map(_of_region, roles)) if region is not None else roles,
        country=known or usual,
        tense=title.tense or "current",
        honorific=False,
        assumed=usual is not None,
        misheaded=" ".join(own[: own.index("of")]).title() if own is not None else None,
    )


def _is_of_part(title: _TitleWords) -> bool:
    """Whether it can be an office of a part of a country alone."""
    roles = title_roles(title.words, title.part)
    return bool(roles) and read_lexicon().data.regional.issuperset(roles)


def _address(title: _TitleWords) -> ParsedTitle | None:
    """The title as an address, made of honorifics alone."""
    if not _is_address(title.words):
        return None
    return ParsedTitle(
        text=title.text, roles=(), country=title.stated, tense=title.tense or "unknown", honorific=True
    )


def _is_address(words: Words) -> bool:
    lexicon = read_lexicon()
    found = False
    place = 0
    while place < len(words):
        address = lexicon.honorifics.at(words, place) or lexicon.ranks.at(words, place)
        if address is None and words[place] != "," and words[place] not in lexicon.data.fillers:
            return False
        found = found or address is not None
        place += address[0] if address is not None else 1
    return found


def _usual(words: Words) -> str | None:
    """The country whose office a wording without country usually means."""
    usual = read_lexicon().usual_country
    phrase = [word for word in without_articles(words) if word != ","]
    openings = (" ".join([*phrase[:length], "*"]) for length in range(len(phrase) - 1, 0, -1))
    return next((usual[key] for key in (" ".join(phrase), *openings) if key in usual), None)


def _own_title(words: Words) -> Words | None:
    """The title of an organization's chief, head first, where another head is beside it: EPA Secretary."""
    lexicon = read_lexicon()
    told = without_articles(words)
    for start, length, organization in lexicon.own_heads.inside(told):
        head = " ".join(completing(told[:start] + told[start + length :])).removesuffix(" of")
        right = lexicon.own_head[organization]
        if head in lexicon.other_heads and head != right:
            return (*right.split(), "of", *organization.split())
    return None


def _fitting(roles: Roles, country: str | None) -> Roles:
    """The roles without those of another country; without a country all of them.

    A counterpart is what an office beside it says: "Italian counterpart [foreign minister]".
    """
    if len(roles) > 1:
        roles = tuple(role for role in roles if role != "counterpart")
    if country is None or len(roles) == 1:
        return roles
    own = read_lexicon().data.role_country
    unions = tuple(role for role in roles if own.get(role) == country)
    return unions or tuple(role for role in roles if role not in own)


def _of_region(role: str) -> str:
    """The role in a part of a country."""
    return role if role in read_lexicon().data.regional else f"regional_{role}"
