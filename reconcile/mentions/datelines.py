"""The place and the agency of a dateline: "OSLO, May 3 (Reuters) — ..."."""

from corrigenda.reconcile.countries import is_country_name
from corrigenda.reconcile.mentions.ordinary_words import ordinary_words
from corrigenda.reconcile.mentions.spans import KnownOrganization, OrganizationName
from corrigenda.reconcile.mentions.tokens import Passage, Token, surface_of, vocabulary

_LONGEST_DATELINE = 14
_IN_DATELINE = frozenset(",.()")


def find_dateline(text: str, part: Passage, known: KnownOrganization) -> tuple[OrganizationName, ...]:
    """The place and the agency of a dateline at the beginning: "OSLO, May 3 (Reuters) — ..."."""
    tokens = part.tokens[:_LONGEST_DATELINE]
    end = next((i for i in range(len(tokens)) if not tokens[i].capital), 0)
    dashes = (i for i, token in enumerate(tokens) if token.is_dash or token.text == "-")
    dash = next((i for i in dashes if i and not part.joins(i)), 0)
    if not 0 < end <= dash or any(not _in_dateline(token) for token in tokens[end:dash]):
        return ()
    opening, closing = (next((i for i in range(end, dash) if tokens[i].text == mark), 0) for mark in "()")
    surface = surface_of(text, tokens[:end])
    kind = known(surface) or ("place" if is_country_name(surface, capitals=True) else None)
    told = 0 < opening < closing - 1 and all(t.capital for t in tokens[opening + 1 : closing])
    shouted = all(token.text.isupper() for token in tokens[:end])
    likely = told and shouted and not any(token.is_in(ordinary_words()) for token in tokens[:end])
    if kind != "place" and not likely:
        return ()
    city = OrganizationName(0, end, "place")
    if not told or tokens[opening + 1].is_in(vocabulary().calendar):
        return (city,)
    return city, OrganizationName(opening + 1, closing, "organization")


def _in_dateline(token: Token) -> bool:
    number = token.is_mark and token.text[0].isdigit()
    return token.capital or number or token.text in _IN_DATELINE
