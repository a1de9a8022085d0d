"""Alliances, parties and places named with a country's name: "the U.S.-Japan alliance", "New Mexico"."""

from corrigenda.reconcile.body_names import BodyName
from corrigenda.reconcile.body_words import body_words
from corrigenda.reconcile.countries import is_country_name
from corrigenda.reconcile.running_text import HYPHENS, Passage, surface_of


def find_alliance(text: str, part: Passage, place: int) -> BodyName | None:
    """Countries that hyphens join, and the word for what they founded."""
    tokens = part.tokens
    end, count = place, 0
    country = part.country(place)
    while country is not None and country.first == end and not tokens[country.last - 1].possessive:
        end, count = country.last, count + 1
        if end < len(tokens) and part.joins(end):
            end += 1
        elif end < len(tokens) and text[tokens[end - 1].end : tokens[end].start] not in HYPHENS:
            break
        country = part.country(end)
    founded = end < len(tokens) and tokens[end].is_in(body_words().alliances)
    return BodyName(place, end + 1, "organization") if founded and count > 1 else None


def find_party(part: Passage, place: int) -> BodyName | None:
    """A nationality and the word for its party; in the singular only before what it is said of."""
    tokens = part.tokens
    country = part.country(place)
    if country is None or country.first != place or country.last >= len(tokens):
        return None
    word = tokens[country.last]
    following = tokens[country.last + 1] if country.last + 1 < len(tokens) else None
    if not word.capital or tokens[country.last - 1].possessive:
        return None
    attribute = following is not None and not following.is_mark and not following.capital
    party = word.is_in(body_words().members) or (
        word.is_in(body_words().parties) and attribute and not word.possessive
    )
    return BodyName(place, country.last + 1, "organization") if party else None


def find_part_of_country(text: str, part: Passage, place: int) -> BodyName | None:
    """A word such as "New" and a country, which is another place: "New Mexico"."""
    token = part.tokens[place]
    country = part.country(place + 1)
    if country is None or country.first != place + 1 or token.opens or token.possessive:
        return None
    surface = surface_of(text, part.tokens[country.first : country.last])
    if not token.is_in(body_words().parts) or not is_country_name(surface):
        return None
    return BodyName(place, country.last, "place")
