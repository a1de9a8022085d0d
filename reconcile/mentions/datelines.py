"""The place and the agency of a dateline: "OSLO, May 3 (Reuters) — ..."."""

from collections.abc import Sequence

from corrigenda.reconcile.countries import is_country_name
from corrigenda.reconcile.mentions.ordinary_words import ordinary_words
from corrigenda.reconcile.mentions.spans import OrganizationName, OrganizationType
from corrigenda.reconcile.mentions.tokens import Passage, Token, surface_of, vocabulary

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
    if not _is_place(surface_of(text, tokens[:end]), known) and not (agency and _is_shouted(tokens[:end])):
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


def _is_place(surface: str, known: OrganizationType) -> bool:
    kind = known(surface)
    return kind == "place" if kind is not None else is_country_name(surface, capitals=True)


def _is_shouted(tokens: Sequence[Token]) -> bool:
    """Whether all is in capitals and none of it an ordinary word: beside an agency a city is likely."""
    return all(token.text.isupper() and not token.is_in(ordinary_words()) for token in tokens)


def _in_dateline(token: Token) -> bool:
    number = token.is_mark and token.text[0].isdigit()
    return token.capital or number or token.text in _IN_DATELINE
