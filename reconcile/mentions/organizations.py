"""Organizations and places in running text: by the table's names, and by how such names are built.

A name is (1) one that the table has, or a country's, (2) a run of capitalised words that ends on a head
("Senate Banking Committee") or has something joined to it ("Ministry of Defense of Peru"), (3) two countries
and what they founded ("the U.S.-Japan alliance"), or (4) a nationality and its party ("the Chinese Communist
threat"); of these the longest. "The Japanese government" is none: it is called after nobody.
"""

from collections.abc import Iterator, Mapping, Sequence

from corrigenda.reconcile.countries import is_country_name
from corrigenda.reconcile.mentions.headed_organizations import find_headed
from corrigenda.reconcile.mentions.lexicon import organization_words
from corrigenda.reconcile.mentions.ordinary_words import ordinary_words
from corrigenda.reconcile.mentions.spans import (
    LONGEST_ORGANIZATION,
    IsTaken,
    OrganizationName,
    OrganizationType,
)
from corrigenda.reconcile.mentions.tokens import HYPHENS, Passage, Token, key_of, surface_of, vocabulary
from corrigenda.reconcile.titles import title_words
from corrigenda.schemas.facts import EntityType


def find_alliance(text: str, passage: Passage, place: int) -> OrganizationName | None:
    """Countries that hyphens join, and the word for what they founded."""
    tokens = passage.tokens
    end, count = place, 0
    country = passage.country(place)
    while country is not None and country.first == end and not tokens[country.last - 1].possessive:
        end, count = country.last, count + 1
        if end < len(tokens) and passage.joins(end):
            end += 1
        elif end < len(tokens) and text[tokens[end - 1].end : tokens[end].start] not in HYPHENS:
            break
        country = passage.country(end)
    founded = end < len(tokens) and tokens[end].is_in(organization_words().alliances)
    return OrganizationName(place, end + 1, "organization") if founded and count > 1 else None


def find_party(passage: Passage, place: int) -> OrganizationName | None:
    """A nationality and the word for its party; in the singular only before what it is said of."""
    tokens = passage.tokens
    country = passage.country(place)
    if country is None or country.first != place or country.last >= len(tokens):
        return None
    word = tokens[country.last]
    following = tokens[country.last + 1] if country.last + 1 < len(tokens) else None
    if not word.capital or tokens[country.last - 1].possessive:
        return None
    attribute = following is not None and not following.is_mark and not following.capital
    party = word.is_in(organization_words().members) or (
        word.is_in(organization_words().parties) and attribute and not word.possessive
    )
    return OrganizationName(place, country.last + 1, "organization") if party else None


def find_part_of_country(text: str, passage: Passage, place: int) -> OrganizationName | None:
    """A word such as "New" and a country, which is another place: "New Mexico"."""
    token = passage.tokens[place]
    country = passage.country(place + 1)
    if country is None or country.first != place + 1 or token.opens or token.possessive:
        return None
    surface = surface_of(text, passage.tokens[country.first : country.last])
    if not token.is_in(organization_words().parts) or not is_country_name(surface):
        return None
    return OrganizationName(place, country.last, "place")


def find_governments(
    passage: Passage, persons: Mapping[int, int], is_taken: IsTaken
) -> Iterator[OrganizationName]:
    """Governments called after a person, whose name is part of theirs: "the Biden administration".

    ``persons`` has for the last token of each person's name in the passage the first.
    """
    tokens = passage.tokens
    for place in range(1, len(tokens)):
        owner = tokens[place - 1]
        if not tokens[place].is_in(organization_words().governments) or not owner.capital or owner.possessive:
            continue
        first = persons.get(place - 1)
        if first is not None:
            yield OrganizationName(first, place + 1, "organization")
        elif not (
            passage.headline or _is_ordinary(passage, place - 1) or is_taken(owner.start, tokens[place].end)
        ):
            yield OrganizationName(place - 1, place + 1, "organization")


def _is_ordinary(passage: Passage, place: int) -> bool:
    """Whether a word before "government" is nobody's name: a country, plain English, a sentence's first."""
    token = passage.tokens[place]
    before = passage.tokens[place - 1] if place else None
    longer = before is not None and before.capital and not before.opens
    return token.opens or longer or passage.countries[place] is not None or token.is_in(ordinary_words())


_LINKS = frozenset({"of", "the", "and", "for", "on"})


def find_organizations(
    text: str, passage: Passage, known: OrganizationType, is_taken: IsTaken
) -> Iterator[OrganizationName]:
    """Organizations and places in order, none over another nor over what is taken.

    In a headline, where a capital says nothing, only what is known by name.
    """
    place = 0
    while place < len(passage.tokens):
        found = _longest(text, passage, place, known, is_taken) if _may_open(passage, place) else None
        if found is not None:
            yield found
        place = found.last if found is not None else place + 1


def _longest(
    text: str, passage: Passage, place: int, known: OrganizationType, is_taken: IsTaken
) -> OrganizationName | None:
    """The longest name that begins at ``place`` and is not taken."""
    tokens = passage.tokens
    built = None if passage.headline else _built(text, passage, place, is_taken)
    for last in _ends(passage, place):
        if built is not None and last < built.last:
            break
        run = tokens[place:last]
        if not is_taken(run[0].start, run[-1].end):
            kind = known(surface_of(text, run)) or _country_type(text, passage, place, last)
            if kind is not None:
                return OrganizationName(place, last, kind)
    return built


# 1. What is known by name


def _may_open(passage: Passage, place: int) -> bool:
    """Whether a name of an organization may begin here: where capitals begin, or behind a country or a title.

    What opens a sentence has a capital in any case.
    """
    token = passage.tokens[place]
    before = passage.tokens[place - 1] if place else None
    if not token.capital or before is None or not before.capital or before.possessive:
        return token.capital
    if before.opens and before.is_in(vocabulary().common) and not before.is_in(organization_words().opening):
        return True
    return passage.countries[place - 1] is not None or before.is_in(
        vocabulary().organization_heads | title_words()
    )


def _ends(passage: Passage, place: int) -> list[int]:
    """Where a known name that begins here may end, the longest first.

    That is behind the last capitalised word that links reach, before a possessive, behind a country, behind
    words such as "Party", and behind the first word where plain English does not have it.
    """
    tokens = passage.tokens
    ends: list[int] = []
    for end in range(place, min(len(tokens), place + LONGEST_ORGANIZATION)):
        if tokens[end].capital:
            ends.append(end + 1)
        elif not tokens[end].is_in(_LINKS):
            break
    return [end for end in reversed(ends) if _may_end(passage, place, end, end == ends[-1])]


def _may_end(passage: Passage, place: int, end: int, farthest: bool) -> bool:
    last = passage.tokens[end - 1]
    if passage.countries[end - 1] is not None:
        return True
    alone = end == place + 1
    if alone and (last.is_in(vocabulary().common) or last.is_in(vocabulary().calendar)):
        return False
    return farthest or alone or last.possessive or last.is_in(vocabulary().organization_heads)


def _country_type(text: str, passage: Passage, place: int, last: int) -> EntityType | None:
    """A place, where this is the name of a country or the seat of its government, and no more of one."""
    country = passage.countries[place]
    if country is None or (country.first, country.last) != (place, last):
        return None
    before = passage.tokens[place - 1] if place else None
    if (
        before is not None
        and before.capital
        and not before.opens
        and before.is_in(organization_words().parts)
    ):
        return None
    surface = surface_of(text, passage.tokens[place:last])
    return "place" if is_country_name(surface, capitals=True) else None


# 2. What is built as names are


def _built(text: str, passage: Passage, place: int, is_taken: IsTaken) -> OrganizationName | None:
    """The longest name that is built so, begins at ``place`` and is not taken."""
    found = [
        name
        for name in (
            find_headed(passage, place, is_taken),
            find_alliance(text, passage, place),
            find_party(passage, place),
            find_part_of_country(text, passage, place),
        )
        if name is not None
        and not is_taken(passage.tokens[name.first].start, passage.tokens[name.last - 1].end)
        and key_of(passage.tokens[name.first : name.last]) not in organization_words().no_organizations
    ]
    return max(found, key=lambda name: name.last, default=None)


# 3. Datelines

_LONGEST_DATELINE = 14
_IN_DATELINE = frozenset(",.()")


def find_dateline(text: str, passage: Passage, known: OrganizationType) -> tuple[OrganizationName, ...]:
    """The place and the agency of a dateline at the beginning: "OSLO, May 3 (Reuters) — ..."."""
    tokens = passage.tokens[:_LONGEST_DATELINE]
    end = next((place for place, token in enumerate(tokens) if not token.capital), 0)
    dash = _closing_dash(passage)
    if not 0 < end <= dash or not all(map(_in_dateline, tokens[end:dash])):
        return ()
    agency = _agency(passage, end, dash)
    if not _is_city(surface_of(text, tokens[:end]), known) and not (agency and _are_capitals(tokens[:end])):
        return ()
    city = OrganizationName(0, end, "place")
    if agency is None or tokens[agency.first].is_in(vocabulary().calendar):
        return (city,)
    return city, agency


def _closing_dash(passage: Passage) -> int:
    """The place of the dash or hyphen that ends a dateline; 0 where there is none."""
    return next(
        (
            place
            for place, token in enumerate(passage.tokens[:_LONGEST_DATELINE])
            if place and (token.is_dash or token.text == "-") and not passage.joins(place)
        ),
        0,
    )


def _agency(passage: Passage, start: int, end: int) -> OrganizationName | None:
    """Capitalised words in brackets between these places."""
    opening, closing = (
        next((place for place in range(start, end) if passage.reads(place, mark)), 0) for mark in "()"
    )
    inside = passage.tokens[opening + 1 : closing]
    if not opening or not inside or not all(token.capital for token in inside):
        return None
    return OrganizationName(opening + 1, closing, "organization")


def _is_city(surface: str, known: OrganizationType) -> bool:
    kind = known(surface)
    return kind == "place" if kind is not None else is_country_name(surface, capitals=True)


def _are_capitals(tokens: Sequence[Token]) -> bool:
    """Whether all is in capitals and none of it an ordinary word: beside an agency a city is likely."""
    return all(token.text.isupper() and not token.is_in(ordinary_words()) for token in tokens)


def _in_dateline(token: Token) -> bool:
    number = token.is_mark and token.text[0].isdigit()
    return token.capital or number or token.text in _IN_DATELINE
