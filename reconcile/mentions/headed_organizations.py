"""Organizations and places by the head of their name, and by what "of", "for" and "on" join to it.

"Senate Banking Committee", "Ministry of Defense of Peru".
"""

from functools import lru_cache

from corrigenda.reconcile.mentions.lexicon import organization_words
from corrigenda.reconcile.mentions.ordinary_words import DEMONSTRATIVES, DETERMINERS, is_english_or_title
from corrigenda.reconcile.mentions.spans import LONGEST_ORGANIZATION, IsTaken, OrganizationName
from corrigenda.reconcile.mentions.tokens import Passage, Token, vocabulary
from corrigenda.reconcile.titles import head_words, modifier_words
from corrigenda.schemas.facts import EntityType


def find_headed(passage: Passage, place: int, is_taken: IsTaken) -> OrganizationName | None:
    """A run of capitalised words up to its last head, and what "of" joins to that."""
    tokens = passage.tokens
    if not _may_open_run(passage, place) or _is_joined(passage, place, is_taken):
        return None
    end = _run_end(passage, place, is_taken)
    if end < len(tokens) and tokens[end].text == "and" and _may_be_joined(passage, place, end):
        end = _run_end(passage, end + 1, is_taken)
    for head in range(end - 1, place - 1, -1):
        token = tokens[head]
        kind = _type_of_head(token)
        if kind is None:
            continue
        behind = (
            _complement_end(passage, head, is_taken) if head == end - 1 and not token.possessive else head
        )
        if behind > head:
            return OrganizationName(place, behind, kind)
        if head > place and (head + 1 == end or _may_be_followed(token, kind, tokens[head + 1])):
            return OrganizationName(place, head + 1, kind)
    return None


def _may_be_joined(passage: Passage, place: int, end: int) -> bool:
    """Whether these words, before an "and", are half a name: "National Oceanic", not "State Department"."""
    run = passage.tokens[place:end]
    plain = is_english_or_title(run[0]) and passage.country(place) is None
    return plain and not run[-1].possessive and all(_type_of_head(token) is None for token in run)


def _is_joined(passage: Passage, place: int, is_taken: IsTaken) -> bool:
    """Whether what stands before an "and" here may belong to the name: "Drug Abuse and Health Agency"."""
    tokens = passage.tokens
    if place < 2 or tokens[place - 1].text != "and" or not tokens[place - 2].capital:
        return False
    before = tokens[place - 2]
    whole = _type_of_head(before) is not None or passage.countries[place - 2] is not None
    return not (whole or before.possessive or is_taken(before.start, before.end))


def _may_be_followed(head: Token, kind: EntityType, following: Token) -> bool:
    """Whether a further capitalised word may stand behind a name that ends here."""
    if kind == "place":
        return following.is_in(head_words())
    return not head.is_in(organization_words().closing)


def _may_open_run(passage: Passage, place: int) -> bool:
    """Whether the word can be the first of such a name, not what plain English or a title has there."""
    token, words = passage.tokens[place], vocabulary()
    if (
        token.is_in(DETERMINERS | DEMONSTRATIVES)
        or token.is_in(words.calendar)
        or len(token.text.rstrip(".")) < 2
    ):
        return False
    if token.is_in(organization_words().opening) or passage.country(place) is not None:
        return True
    return not (token.opens and token.is_in(words.common)) and not token.is_in(_no_openers())


def _run_end(passage: Passage, place: int, is_taken: IsTaken) -> int:
    """Where the capitalised words that begin here end: before a name that is taken, behind a possessive.

    What belongs to many is part of the name: "National Women's Law Center".
    """
    tokens = passage.tokens
    end = place
    while end < min(len(tokens), place + LONGEST_ORGANIZATION) and _goes_on(passage, end, place, is_taken):
        end += 1
        if tokens[end - 1].possessive and not tokens[end - 1].is_in(_plain_owners()):
            break
    return end


def _goes_on(passage: Passage, place: int, first: int, is_taken: IsTaken) -> bool:
    token = passage.tokens[place]
    following = passage.tokens[place + 1] if place + 1 < len(passage.tokens) else None
    if place > first and (token.text == "&" or passage.joins(place)):
        return following is not None and following.capital
    opens = token.opens and place > first and not passage.joins(place - 1)
    calendar = token.is_in(vocabulary().calendar) and not token.is_in(vocabulary().common)
    return token.capital and not opens and not calendar and not is_taken(token.start, token.end)


def _type_of_head(token: Token) -> EntityType | None:
    if not token.words:
        return None
    if token.words[-1] in organization_words().organizations:
        return "organization"
    return "place" if token.is_in(organization_words().places) else None


def _complement_end(passage: Passage, head: int, is_taken: IsTaken) -> int:
    """Where the words end that "of", "for" or "on" joins to a head; ``head`` itself where there are none."""
    first = _complement_start(passage, head)
    if first == head:
        return head
    end = _run_end(passage, first, is_taken)
    if end == first or passage.tokens[first].is_in(vocabulary().calendar):
        return head
    plain = is_english_or_title(passage.tokens[first])
    if _type_of_head(passage.tokens[head]) == "place":
        return head if plain else _proper_end(passage, first, end)
    if not plain:
        return _owner_end(passage, first, end, is_taken) if passage.reads(head + 1, "of") else head
    return _owner_end(passage, first, _joined_end(passage, end, is_taken), is_taken)


def _complement_start(passage: Passage, head: int) -> int:
    """Where the words begin that a link of this head joins to it; ``head`` itself where there is none."""
    words, link = organization_words(), passage.token(head + 1)
    joins = {"of": words.with_of, "for": words.with_for, "on": words.with_on}
    if link is None or not passage.tokens[head].is_in(joins.get(link.text, frozenset())):
        return head
    return head + 3 if passage.reads(head + 2, "the") else head + 2


def _proper_end(passage: Passage, first: int, end: int) -> int:
    """Where the words of a place end, before the first of plain English: "Sea of Japan"."""
    return next((place for place in range(first + 1, end) if is_english_or_title(passage.tokens[place])), end)


def _owner_end(passage: Passage, first: int, end: int, is_taken: IsTaken) -> int:
    """Where a complement ends: before a person's title, behind the country: "of Defense of Peru"."""
    following = passage.token(end)
    if following is not None and is_taken(following.start, following.end):
        end = _without_title(passage, first, end)
    return _country_end(passage, end)


def _without_title(passage: Passage, first: int, end: int) -> int:
    """Where the words end before the title of the person whose name follows: "of Defense Secretary Roe"."""
    tokens = passage.tokens
    if end - first > 1 and tokens[end - 1].is_in(head_words()):
        end -= 1
    while end - first > 1 and tokens[end - 1].is_in(modifier_words()):
        end -= 1
    return end


def _joined_end(passage: Passage, end: int, is_taken: IsTaken) -> int:
    """Where further plain words end that commas and an "and" join: "of Economy, Trade and Industry"."""
    tokens = passage.tokens
    place = end
    while place + 1 < len(tokens) and tokens[place].text in {",", "and", "&"}:
        last = tokens[place].text != ","
        place += 1
        if not last and tokens[place].text == "and":
            last, place = True, place + 1
        if place >= len(tokens) or not tokens[place].capital or not is_english_or_title(tokens[place]):
            return end
        begin, place = place, _run_end(passage, place, is_taken)
        named = place < len(tokens) and is_taken(tokens[place].start, tokens[place].end)
        if named or any(_type_of_head(token) is not None for token in tokens[begin:place]):
            return end
        if last:
            return place
    return end


def _country_end(passage: Passage, end: int) -> int:
    """Behind "of" and the country that follow, if they do."""
    if not passage.reads(end, "of") or passage.tokens[end - 1].possessive:
        return end
    place = end + 2 if passage.reads(end + 1, "the") else end + 1
    country = passage.country(place)
    return country.last if country is not None and country.first == place else end


@lru_cache(maxsize=1)
def _plain_owners() -> frozenset[str]:
    """Words of plain English that name nobody: women, children, not the president."""
    return vocabulary().common - head_words()


@lru_cache(maxsize=1)
def _no_openers() -> frozenset[str]:
    """Words of titles with which no name of an organization begins."""
    return (head_words() | modifier_words()) - organization_words().opening
