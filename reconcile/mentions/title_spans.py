"""Where titles stand in running text: in front of a name, or behind it in apposition."""

from dataclasses import dataclass

from corrigenda.reconcile.mentions.ordinary_words import DETERMINERS
from corrigenda.reconcile.mentions.tokens import CLAUSE_ENDS, Passage, Token, surface_of, vocabulary
from corrigenda.reconcile.titles import (
    ARTICLES,
    ParsedTitle,
    filler_words,
    head_words,
    modifier_words,
    parse_title,
    plural_heads,
    title_words,
)

_OPENING_LINKS = frozenset({"of", "for", "to", "in", "at", "on", "with", "responsible"})
_LINKS = _OPENING_LINKS | ARTICLES | {"and"}
_ELSEWHERE = _OPENING_LINKS - {"of"}
_OWNERS = DETERMINERS - {"a", "an"}
_LONGEST_TITLE = 16
_LONGEST_APPOSITION = 26


@dataclass(frozen=True, slots=True)
class TitlePhrase:
    """A title in the text: tokens ``first`` to ``last``, the end exclusive, and what it says.

    ``parsed`` is ``None`` where it names no office that is known ("Toyota President"). ``plural``: it stands
    before several names. ``name``: the token where the name in front of which it stands begins.
    """

    first: int
    last: int
    text: str
    parsed: ParsedTitle | None
    plural: bool
    name: int

    @property
    def country(self) -> str | None:
        """The country that the title states."""
        return self.parsed.country if self.parsed is not None and not self.parsed.assumed else None

    @property
    def is_counterpart(self) -> bool:
        """Whether it says no more than that the office is that of somebody named before."""
        return self.parsed is not None and self.parsed.roles == ("counterpart",)


def title_before(text: str, passage: Passage, name: int, floor: int) -> TitlePhrase | None:
    """The title that ends where the name begins, at ``tokens[name]``; none of it before ``tokens[floor]``.

    A comma may stand between where an owner opens the title: "his counterpart, Luigi Di Maio"; and words that
    the speaker broke off: "President Rama- — Ramaphosa".
    """
    tokens = passage.tokens
    comma = name - 1 > floor and tokens[name - 1].text == ","
    last = name - 1 if comma else _before_broken(passage, name, floor)
    head = _head_before(passage, last, floor)
    if head is None:
        return None
    first = _first_of(passage, head, floor)
    phrase = _longest_title(text, passage, first, head, last, name)
    if phrase is not None and comma and not _is_owned(passage, phrase, floor):
        return None
    return phrase


def _before_broken(passage: Passage, name: int, floor: int) -> int:
    """The place where the words begin that the speaker broke off before the name; else that of the name."""
    tokens = passage.tokens
    place = name
    while place - 2 >= floor and tokens[place - 1].is_dash and tokens[place - 2].is_broken:
        place -= 2
    return place


def title_behind(text: str, passage: Passage, start: int) -> TitlePhrase | None:
    """The title in apposition that begins at ``tokens[start]``, behind the comma after a name, to its end."""
    end = _apposition_end(passage, start)
    if end is None or not _may_open_apposition(passage, start) or not _has_own_head(passage, start, end):
        return None
    phrase = _phrase(text, passage, start, end)
    parsed = parse_title(phrase)
    if parsed is None and not passage.tokens[start].is_in(DETERMINERS):
        return None
    if parsed is not None and parsed.honorific:
        return None
    return TitlePhrase(start, end, phrase, parsed, plural=False, name=start)


def _apposition_end(passage: Passage, start: int) -> int | None:
    """Where the mark stands that ends an apposition, or the text does; ``None`` where that is too far."""
    limit = min(len(passage.tokens), start + _LONGEST_APPOSITION)
    end = next((place for place in range(start, limit) if passage.reads(place, *CLAUSE_ENDS)), limit)
    return end if start < end and (end < limit or limit == len(passage.tokens)) else None


def _may_open_apposition(passage: Passage, start: int) -> bool:
    """Whether a title may begin with this word: its own, "the", a country."""
    opening = passage.tokens[start]
    if opening.is_in(_LINKS - DETERMINERS):
        return False
    return opening.is_in(title_words() | filler_words()) or passage.country(start) is not None


def _has_own_head(passage: Passage, start: int, end: int) -> bool:
    """Whether a title's head stands here, of one person, and none before a name whose title it would be."""
    heads = [place for place in range(start, end) if _is_head(passage.tokens[place])]
    if not heads or passage.tokens[heads[0]].is_in(plural_heads()):
        return False
    return not any(_opens_name(passage, head + 1) for head in heads if head + 1 < end)


def _phrase(text: str, passage: Passage, first: int, last: int) -> str:
    """These words as they stand in the text, one blank between two."""
    return " ".join(surface_of(text, passage.tokens[first:last]).split())


def _head_before(passage: Passage, last: int, floor: int) -> int | None:
    """The head of a title that ends before ``tokens[last]``: the token itself, or one that "of …" follows."""
    tokens = passage.tokens
    place = last - 1
    if place < floor or tokens[place].is_mark or tokens[place].is_in(_LINKS):
        return None
    if _is_head(tokens[place]):
        return place if not tokens[place].possessive else None
    for place in range(last - 1, max(floor, last - _LONGEST_TITLE) - 1, -1):
        token = tokens[place]
        if _is_head(token):
            return place if tokens[place + 1].is_in(_OPENING_LINKS) else None
        if token.text != "," and not _may_complete(passage, place):
            return None
    return None


def _may_complete(passage: Passage, place: int) -> bool:
    """Whether a token may stand behind "of" in a title: "of the Senate Foreign Relations Committee"."""
    tokens = passage.tokens
    token = tokens[place]
    known = token.is_in(title_words() | _LINKS | vocabulary().organization_heads | filler_words())
    plain = token.capital and token.is_in(vocabulary().common)
    return known or plain or passage.countries[place] is not None


def _first_of(passage: Passage, head: int, floor: int) -> int:
    """How far left of its head a title can reach: words of titles, countries, other capitalised words."""
    first = head
    joined = False
    inside = modifier_words() | filler_words() | _LINKS
    small = inside if passage.tokens[head].capital else inside | title_words()
    while first > floor and head - first < _LONGEST_TITLE:
        before = first - 1
        if passage.reads(before, "and"):
            if not _joins_offices(passage, before, floor):
                break
            joined = True
        elif not _reaches(passage, before, floor, small, joined):
            break
        first = before
    return first


def _reaches(passage: Passage, place: int, floor: int, small: frozenset[str], joined: bool) -> bool:
    """Whether a title reaches over this word; ``small`` are those that may stand in lower case.

    With ``joined``, left of an "and", a capitalised word must be one that is known of titles.
    """
    token = passage.tokens[place]
    if (token.is_in(_ELSEWHERE) and not _serves(passage, place, floor)) or token.text == "Then":
        return False
    if not token.capital or token.is_in(vocabulary().calendar):
        return token.is_in(small)
    if token.is_in(title_words() | filler_words()) or passage.country(place) is not None:
        return True
    if passage.shouted:
        return token.is_in(small)
    return not (joined or (token.opens and token.is_in(vocabulary().common)))


def _serves(passage: Passage, place: int, floor: int) -> bool:
    """Whether a title goes on to tell whom it serves: "Chief of Staff to the Vice President"."""
    tokens = passage.tokens
    behind = tokens[place + 1 : place + 2]
    return (
        tokens[place].text == "to"
        and bool(behind and behind[0].text == "the")
        and place > floor
        and tokens[place - 1].capital
        and tokens[place - 1].is_in(title_words())
    )


def _joins_offices(passage: Passage, place: int, floor: int) -> bool:
    """Whether "and" joins two offices of one person: "State Councilor and Foreign Minister".

    "The President and Foreign Minister Wang" are two.
    """
    tokens = passage.tokens
    first = place
    while (
        first > floor and tokens[first - 1].capital and tokens[first - 1].is_in(title_words() - DETERMINERS)
    ):
        first -= 1
    return first < place and _is_head(tokens[place - 1]) and not tokens[first - 1].is_in(_OWNERS)


def _longest_title(
    text: str, passage: Passage, first: int, head: int, last: int, name: int
) -> TitlePhrase | None:
    tokens = passage.tokens
    plural = tokens[head].words[-1] in plural_heads()
    owner = head
    while owner > first and tokens[owner - 1].capital:
        owner -= 1
    for start in range(first, head + 1):
        if tokens[start].is_in(_LINKS | DETERMINERS) and not tokens[start + 1].is_in(vocabulary().addressed):
            continue
        phrase = _phrase(text, passage, start, last)
        parsed = parse_title(phrase)
        if parsed is None:
            continue
        if start > owner and not _is_plain(tokens[start - 1]):
            break
        return TitlePhrase(start, last, phrase, parsed, plural, name)
    if tokens[owner].is_in(_LINKS | DETERMINERS):
        return None
    phrase = _phrase(text, passage, owner, last)
    return TitlePhrase(owner, last, phrase, None, plural, name)


def _is_plain(token: Token) -> bool:
    """Whether the word left of a title is surely none of it: "On Tuesday Prime Minister", "Japan’s"."""
    words = vocabulary()
    opening = token.opens and token.is_in(words.common)
    return (
        not token.capital or opening or token.possessive or token.is_in(_LINKS | DETERMINERS | words.calendar)
    )


def _is_owned(passage: Passage, phrase: TitlePhrase, floor: int) -> bool:
    tokens = passage.tokens
    before = tokens[phrase.first - 1] if phrase.first > floor else None
    owned = before is not None and (before.is_in(_OWNERS) or before.possessive)
    return (
        owned
        or phrase.is_counterpart
        or any(token.possessive for token in tokens[phrase.first : phrase.last])
    )


def _is_head(token: Token) -> bool:
    return bool(token.words) and (
        token.words[-1] in head_words() or (token.is_in(title_words()) and "elect" in token.words)
    )


def _opens_name(passage: Passage, place: int) -> bool:
    """Whether a name that is no part of the title begins here, so that the title is that one's."""
    tokens = passage.tokens
    token = tokens[place]
    return (
        token.capital
        and not token.is_in(title_words() | vocabulary().organization_heads)
        and passage.country(place) is None
    )
