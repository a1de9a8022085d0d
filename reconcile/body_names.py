"""Organizations and places in running text: by the table's names, and by how such names are built.

A name is (1) one that the table has, or a country's, (2) a run of capitalised words that ends on a head
("Senate Banking Committee") or has something joined to it ("Ministry of Defense of Peru"), (3) two countries
and what they founded ("the U.S.-Japan alliance"), or (4) a nationality and its party ("the Chinese Communist
threat"); of these the longest. Besides there are the place and the agency of a dateline, and governments
called after a person; "the Japanese government" is none: it is called after nobody.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corrigenda.reconcile.body_words import body_words
from corrigenda.reconcile.countries import is_country_name
from corrigenda.reconcile.running_text import Passage, Token, vocabulary
from corrigenda.reconcile.titles import head_words, modifier_words, title_words
from corrigenda.schemas.facts import EntityType

_LONGEST_BODY = 10
_LONGEST_DATELINE = 14
_LINKS = frozenset({"of", "the", "and", "for", "on"})
_DETERMINERS = frozenset(
    {
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "our",
        "my",
        "your",
        "his",
        "her",
        "its",
        "their",
        "all",
    }
)
_HYPHENS = frozenset("-‐‑")
_IN_DATELINE = frozenset(",.()")

KnownBody = Callable[[str], EntityType | None]
"""The type of the organization or place that the table has by exactly this name; ``None``: it has none."""

IsTaken = Callable[[int, int], bool]
"""Whether a name stands already within this stretch of the text."""


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name of an organization or a place: tokens ``first`` to ``last`` of a passage, the end exclusive."""

    first: int
    last: int
    type: EntityType


def find_bodies(text: str, part: Passage, known: KnownBody, is_taken: IsTaken) -> Iterator[BodyName]:
    """Organizations and places in order, none over another nor over what is taken.

    In a headline, where a capital says nothing, only what is known by name.
    """
    place = 0
    while place < len(part.tokens):
        found = _longest(text, part, place, known, is_taken) if _may_open(part, place) else None
        if found is not None:
            yield found
        place = found.last if found is not None else place + 1


def find_governments(part: Passage, persons: Mapping[int, int], is_taken: IsTaken) -> Iterator[BodyName]:
    """Governments called after a person, whose name is part of theirs: "the Biden administration".

    ``persons`` has for the last token of each person's name in the passage the first.
    """
    tokens = part.tokens
    for place in range(1, len(tokens)):
        owner = tokens[place - 1]
        if not tokens[place].is_in(body_words().governments) or not owner.capital or owner.possessive:
            continue
        first = persons.get(place - 1)
        if first is not None:
            yield BodyName(first, place + 1, "organization")
        elif not (part.headline or _is_ordinary(part, place - 1) or is_taken(owner.start, tokens[place].end)):
            yield BodyName(place - 1, place + 1, "organization")


def find_dateline(text: str, part: Passage, known: KnownBody) -> tuple[BodyName, ...]:
    """The place and the agency of a dateline at the beginning: "OSLO, May 3 (Reuters) — ..."."""
    tokens = part.tokens[:_LONGEST_DATELINE]
    end = next((i for i in range(len(tokens)) if not tokens[i].capital), 0)
    dashes = (i for i, token in enumerate(tokens) if token.is_dash or token.text == "-")
    dash = next((i for i in dashes if i and not _joins(part, i)), 0)
    if not 0 < end <= dash or any(not _in_dateline(token) for token in tokens[end:dash]):
        return ()
    opening, closing = (next((i for i in range(end, dash) if tokens[i].text == mark), 0) for mark in "()")
    surface = _text(text, tokens[:end])
    kind = known(surface) or ("place" if is_country_name(surface, capitals=True) else None)
    told = 0 < opening < closing - 1 and all(t.capital for t in tokens[opening + 1 : closing])
    shouted = all(token.text.isupper() for token in tokens[:end])
    likely = told and shouted and not any(token.is_in(_ordinary_words()) for token in tokens[:end])
    if kind != "place" and not likely:
        return ()
    city = BodyName(0, end, "place")
    if not told or tokens[opening + 1].is_in(vocabulary().calendar):
        return (city,)
    return city, BodyName(opening + 1, closing, "organization")


def _in_dateline(token: Token) -> bool:
    number = token.is_mark and token.text[0].isdigit()
    return token.capital or number or token.text in _IN_DATELINE


def _longest(text: str, part: Passage, place: int, known: KnownBody, is_taken: IsTaken) -> BodyName | None:
    """The longest name that begins at ``place`` and is not taken."""
    tokens = part.tokens
    built = None if part.headline else _built(text, part, place, is_taken)
    for last in _ends(part, place):
        if built is not None and last < built.last:
            break
        stretch = tokens[place:last]
        if not is_taken(stretch[0].start, stretch[-1].end):
            kind = known(_text(text, stretch)) or _country_type(text, part, place, last)
            if kind is not None:
                return BodyName(place, last, kind)
    return built


# 1. What is known by name


def _may_open(part: Passage, place: int) -> bool:
    """Whether a name of a body may begin here: where capitals begin, or behind a country or a title.

    What opens a sentence has a capital in any case.
    """
    token = part.tokens[place]
    before = part.tokens[place - 1] if place else None
    if not token.capital or before is None or not before.capital or before.possessive:
        return token.capital
    if before.opens and before.is_in(vocabulary().common) and not before.is_in(body_words().opening):
        return True
    return part.countries[place - 1] is not None or before.is_in(vocabulary().bodies | title_words())


def _ends(part: Passage, place: int) -> list[int]:
    """Where a known name that begins here may end, the longest first.

    That is behind the last capitalised word that links reach, before a possessive, behind a country, behind
    words such as "Party", and behind the first word where plain English does not have it.
    """
    tokens = part.tokens
    ends: list[int] = []
    for end in range(place, min(len(tokens), place + _LONGEST_BODY)):
        if tokens[end].capital:
            ends.append(end + 1)
        elif not tokens[end].is_in(_LINKS):
            break
    return [end for end in reversed(ends) if _may_end(part, place, end, end == ends[-1])]


def _may_end(part: Passage, place: int, end: int, farthest: bool) -> bool:
    last = part.tokens[end - 1]
    if part.countries[end - 1] is not None:
        return True
    alone = end == place + 1
    if alone and (last.is_in(vocabulary().common) or last.is_in(vocabulary().calendar)):
        return False
    return farthest or alone or last.possessive or last.is_in(vocabulary().bodies)


def _country_type(text: str, part: Passage, place: int, last: int) -> EntityType | None:
    """A place, where this is the name of a country or the seat of its government, and no more of one."""
    country = part.countries[place]
    if country is None or (country.first, country.last) != (place, last):
        return None
    before = part.tokens[place - 1] if place else None
    if before is not None and before.capital and not before.opens and before.is_in(body_words().parts):
        return None
    surface = _text(text, part.tokens[place:last])
    return "place" if is_country_name(surface, capitals=True) else None


# 2. What is built as names are


def _built(text: str, part: Passage, place: int, is_taken: IsTaken) -> BodyName | None:
    found = [
        name
        for name in (
            _headed(part, place, is_taken),
            _alliance(text, part, place),
            _party(part, place),
            _part_of_country(text, part, place),
        )
        if name is not None
        and not is_taken(part.tokens[name.first].start, part.tokens[name.last - 1].end)
        and _words(part.tokens[name.first : name.last]) not in body_words().no_bodies
    ]
    return max(found, key=lambda name: name.last, default=None)


def _headed(part: Passage, place: int, is_taken: IsTaken) -> BodyName | None:
    """A run of capitalised words up to its last head, and what "of" joins to that."""
    tokens = part.tokens
    if not _may_open_run(part, place) or _is_joined(part, place, is_taken):
        return None
    end = _run_end(part, place, is_taken)
    if end < len(tokens) and tokens[end].text == "and" and _may_be_joined(part, place, end):
        end = _run_end(part, end + 1, is_taken)
    for head in range(end - 1, place - 1, -1):
        token = tokens[head]
        kind = _type_of_head(token)
        if kind is None:
            continue
        behind = _complement_end(part, head, is_taken) if head == end - 1 and not token.possessive else head
        if behind > head:
            return BodyName(place, behind, kind)
        if head > place and (head + 1 == end or _may_be_followed(token, kind, tokens[head + 1])):
            return BodyName(place, head + 1, kind)
    return None


def _may_be_joined(part: Passage, place: int, end: int) -> bool:
    """Whether these words, before an "and", are half a name: "National Oceanic", not "State Department"."""
    run = part.tokens[place:end]
    plain = _is_plain(run[0]) and part.country(place) is None
    return plain and not run[-1].possessive and all(_type_of_head(token) is None for token in run)


def _is_joined(part: Passage, place: int, is_taken: IsTaken) -> bool:
    """Whether what stands before an "and" here may belong to the name: "Drug Abuse and Health Agency"."""
    tokens = part.tokens
    if place < 2 or tokens[place - 1].text != "and" or not tokens[place - 2].capital:
        return False
    before = tokens[place - 2]
    whole = _type_of_head(before) is not None or part.countries[place - 2] is not None
    return not (whole or before.possessive or is_taken(before.start, before.end))


def _may_be_followed(head: Token, kind: EntityType, following: Token) -> bool:
    """Whether a further capitalised word may stand behind a name that ends here."""
    if kind == "place":
        return following.is_in(head_words())
    return not head.is_in(body_words().closing)


def _may_open_run(part: Passage, place: int) -> bool:
    """Whether the word can be the first of such a name, not what plain English or a title has there."""
    token, words = part.tokens[place], vocabulary()
    if token.is_in(_DETERMINERS) or token.is_in(words.calendar) or len(token.text.rstrip(".")) < 2:
        return False
    if token.is_in(body_words().opening) or part.country(place) is not None:
        return True
    return not (token.opens and token.is_in(words.common)) and not token.is_in(_no_openers())


def _run_end(part: Passage, place: int, is_taken: IsTaken) -> int:
    """Where the capitalised words that begin here end: before a name that is taken, behind a possessive.

    What belongs to many is part of the name: "National Women's Law Center".
    """
    tokens = part.tokens
    end = place
    while end < min(len(tokens), place + _LONGEST_BODY) and _goes_on(part, end, place, is_taken):
        end += 1
        if tokens[end - 1].possessive and not tokens[end - 1].is_in(_plain_owners()):
            break
    return end


def _goes_on(part: Passage, place: int, first: int, is_taken: IsTaken) -> bool:
    token = part.tokens[place]
    following = part.tokens[place + 1] if place + 1 < len(part.tokens) else None
    if place > first and (token.text == "&" or _joins(part, place)):
        return following is not None and following.capital
    opens = token.opens and place > first and not _joins(part, place - 1)
    calendar = token.is_in(vocabulary().calendar) and not token.is_in(vocabulary().common)
    return token.capital and not opens and not calendar and not is_taken(token.start, token.end)


def _joins(part: Passage, place: int) -> bool:
    """Whether a hyphen between two words is here: "U.S.-Israel"."""
    before, token = part.tokens[place - 1], part.tokens[place]
    return token.text in _HYPHENS and token.start == before.end and not before.possessive


def _type_of_head(token: Token) -> EntityType | None:
    if not token.words:
        return None
    if token.words[-1] in body_words().organizations:
        return "organization"
    return "place" if token.is_in(body_words().places) else None


def _complement_end(part: Passage, head: int, is_taken: IsTaken) -> int:
    """Where the words end that "of", "for" or "on" joins to a head; ``head`` itself where there are none."""
    tokens, words = part.tokens, body_words()
    link = head + 1
    joins = {"of": words.with_of, "for": words.with_for, "on": words.with_on}
    if link >= len(tokens) or not tokens[head].is_in(joins.get(tokens[link].text, frozenset())):
        return head
    owned = link + 1 < len(tokens) and tokens[link + 1].text == "the"
    first = link + 2 if owned else link + 1
    end = _run_end(part, first, is_taken)
    if end == first or tokens[first].is_in(vocabulary().calendar):
        return head
    plain = _is_plain(tokens[first])
    place = _type_of_head(tokens[head]) == "place"
    if plain if place else tokens[link].text != "of" and not plain:
        return head
    if place:
        return next((one for one in range(first + 1, end) if _is_plain(tokens[one])), end)
    if plain:
        end = _joined_end(part, end, is_taken)
    if end < len(tokens) and is_taken(tokens[end].start, tokens[end].end):
        end = _without_title(part, first, end)
    return _country_end(part, end)


def _without_title(part: Passage, first: int, end: int) -> int:
    """Where the words end before the title of the person whose name follows: "of Defense Secretary Roe"."""
    tokens = part.tokens
    if end - first > 1 and tokens[end - 1].is_in(head_words()):
        end -= 1
    while end - first > 1 and tokens[end - 1].is_in(modifier_words()):
        end -= 1
    return end


def _joined_end(part: Passage, end: int, is_taken: IsTaken) -> int:
    """Where further plain words end that commas and an "and" join: "of Economy, Trade and Industry"."""
    tokens = part.tokens
    place = end
    while place + 1 < len(tokens) and tokens[place].text in {",", "and", "&"}:
        last = tokens[place].text != ","
        place += 1
        if not last and tokens[place].text == "and":
            last, place = True, place + 1
        if place >= len(tokens) or not tokens[place].capital or not _is_plain(tokens[place]):
            return end
        begin, place = place, _run_end(part, place, is_taken)
        named = place < len(tokens) and is_taken(tokens[place].start, tokens[place].end)
        if named or any(_type_of_head(token) is not None for token in tokens[begin:place]):
            return end
        if last:
            return place
    return end


def _country_end(part: Passage, end: int) -> int:
    """Behind "of" and the country that follow, if they do."""
    tokens = part.tokens
    if end >= len(tokens) or tokens[end].text != "of" or tokens[end - 1].possessive:
        return end
    place = end + 2 if end + 1 < len(tokens) and tokens[end + 1].text == "the" else end + 1
    country = part.country(place)
    return country.last if country is not None and country.first == place else end


def _alliance(text: str, part: Passage, place: int) -> BodyName | None:
    """Countries that hyphens join, and the word for what they founded."""
    tokens = part.tokens
    end, count = place, 0
    country = part.country(place)
    while country is not None and country.first == end and not tokens[country.last - 1].possessive:
        end, count = country.last, count + 1
        if end < len(tokens) and _joins(part, end):
            end += 1
        elif end < len(tokens) and text[tokens[end - 1].end : tokens[end].start] not in _HYPHENS:
            break
        country = part.country(end)
    founded = end < len(tokens) and tokens[end].is_in(body_words().alliances)
    return BodyName(place, end + 1, "organization") if founded and count > 1 else None


def _party(part: Passage, place: int) -> BodyName | None:
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


def _part_of_country(text: str, part: Passage, place: int) -> BodyName | None:
    """A word such as "New" and a country, which is another place: "New Mexico"."""
    token = part.tokens[place]
    country = part.country(place + 1)
    if country is None or country.first != place + 1 or token.opens or token.possessive:
        return None
    surface = _text(text, part.tokens[country.first : country.last])
    if not token.is_in(body_words().parts) or not is_country_name(surface):
        return None
    return BodyName(place, country.last, "place")


def _is_plain(token: Token) -> bool:
    """Whether it is a word of plain English or of titles."""
    return token.is_in(vocabulary().common) or token.is_in(title_words())


def _is_ordinary(part: Passage, place: int) -> bool:
    """Whether a word before "government" is nobody's name: a country, plain English, a sentence's first."""
    token = part.tokens[place]
    before = part.tokens[place - 1] if place else None
    longer = before is not None and before.capital and not before.opens
    return token.opens or longer or part.countries[place] is not None or token.is_in(_ordinary_words())


@lru_cache(maxsize=1)
def _ordinary_words() -> frozenset[str]:
    """Words of titles, of bodies, of the calendar and of plain English."""
    words = vocabulary()
    return title_words() | words.common | words.bodies | words.calendar


@lru_cache(maxsize=1)
def _plain_owners() -> frozenset[str]:
    """Words of plain English that name nobody: women, children, not the president."""
    return vocabulary().common - head_words()


@lru_cache(maxsize=1)
def _no_openers() -> frozenset[str]:
    """Words of titles with which no name of a body begins."""
    return (head_words() | modifier_words()) - body_words().opening


def _text(text: str, tokens: Sequence[Token]) -> str:
    return text[tokens[0].start : tokens[-1].end]


def _words(tokens: Sequence[Token]) -> str:
    return " ".join(word for token in tokens for word in token.words)
