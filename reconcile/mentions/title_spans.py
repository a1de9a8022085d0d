"""Where titles stand in running text: in front of a name, or behind it in apposition."""

from dataclasses import dataclass

from corrigenda.reconcile.mentions.tokens import Passage, Token, vocabulary
from corrigenda.reconcile.titles import (
    ParsedTitle,
    filler_words,
    head_words,
    modifier_words,
    parse_title,
    plural_heads,
    title_words,
)

_LINKS = frozenset({"of", "for", "to", "in", "at", "on", "with", "responsible", "and", "the", "a", "an"})
_OPENING_LINKS = _LINKS - {"and", "the", "a", "an"}
_ELSEWHERE = _OPENING_LINKS - {"of"}
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "my", "your"})
_OWNERS = _DETERMINERS - {"a", "an"}
_LONGEST_TITLE = 16
_LONGEST_APPOSITION = 26
_APPOSITION_ENDS = frozenset(',.;:)—–!?"”')


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


def title_before(text: str, part: Passage, name: int, floor: int) -> TitlePhrase | None:
    """The title that ends where the name begins, at ``tokens[name]``; none of it before ``tokens[floor]``.

    A comma may stand between where an owner opens the title: "his counterpart, Luigi Di Maio"; and words that
    the speaker broke off: "President Rama- — Ramaphosa".
    """
    tokens = part.tokens
    comma = name - 1 > floor and tokens[name - 1].text == ","
    last = name - 1 if comma else _before_broken(part, name, floor)
    head = _head_before(part, last, floor)
    if head is None:
        return None
    first = _first_of(part, head, floor)
    phrase = _longest_title(text, part, first, head, last, name)
    if phrase is not None and comma and not _is_owned(part, phrase, floor):
        return None
    return phrase


def _before_broken(part: Passage, name: int, floor: int) -> int:
    """The place where the words begin that the speaker broke off before the name; else that of the name."""
    tokens = part.tokens
    place = name
    while place - 2 >= floor and tokens[place - 1].is_dash and tokens[place - 2].is_broken:
        place -= 2
    return place


def title_behind(text: str, part: Passage, start: int) -> TitlePhrase | None:
    """The title in apposition that begins at ``tokens[start]``, behind the comma after a name, to its end."""
    tokens = part.tokens
    limit = min(len(tokens), start + _LONGEST_APPOSITION)
    end = next((i for i in range(start, limit) if _ends_apposition(tokens[i])), limit)
    heads = [i for i in range(start, end) if _is_head(tokens[i])]
    if not heads or tokens[heads[0]].is_in(plural_heads()) or (end == limit and limit < len(tokens)):
        return None
    opening = tokens[start]
    if opening.is_in(_LINKS - _DETERMINERS):
        return None
    if not (opening.is_in(title_words() | filler_words()) or part.country(start) is not None):
        return None
    if any(_opens_name(part, head + 1) for head in heads if head + 1 < end):
        return None
    phrase = " ".join(text[tokens[start].start : tokens[end - 1].end].split())
    parsed = parse_title(phrase)
    if parsed is None and not opening.is_in(_DETERMINERS):
        return None
    if parsed is not None and parsed.honorific:
        return None
    return TitlePhrase(start, end, phrase, parsed, plural=False, name=start)


def _head_before(part: Passage, last: int, floor: int) -> int | None:
    """The head of a title that ends before ``tokens[last]``: the token itself, or one that "of …" follows."""
    tokens = part.tokens
    place = last - 1
    if place < floor or tokens[place].is_mark or tokens[place].is_in(_LINKS):
        return None
    if _is_head(tokens[place]):
        return place if not tokens[place].possessive else None
    for place in range(last - 1, max(floor, last - _LONGEST_TITLE) - 1, -1):
        token = tokens[place]
        if _is_head(token):
            return place if tokens[place + 1].is_in(_OPENING_LINKS) else None
        if token.text != "," and not _may_complete(part, place):
            return None
    return None


def _may_complete(part: Passage, place: int) -> bool:
    """Whether a token may stand behind "of" in a title: "of the Senate Foreign Relations Committee"."""
    tokens = part.tokens
    token = tokens[place]
    known = token.is_in(title_words() | _LINKS | vocabulary().bodies | filler_words())
    plain = token.capital and token.is_in(vocabulary().common)
    return known or plain or part.countries[place] is not None


def _first_of(part: Passage, head: int, floor: int) -> int:
    """How far left of its head a title can reach: words of titles, countries, other capitalised words."""
    tokens = part.tokens
    first = head
    joined = False
    inside = modifier_words() | filler_words() | _LINKS
    beside = inside if tokens[head].capital else inside | title_words()
    while first > floor and head - first < _LONGEST_TITLE:
        token = tokens[first - 1]
        if token.text == "and":
            if not _joins_offices(part, first - 1, floor):
                break
            joined = True
        elif (token.is_in(_ELSEWHERE) and not _serves(part, first - 1, floor)) or token.text == "Then":
            break
        elif token.capital and not token.is_in(vocabulary().calendar):
            known = token.is_in(title_words() | filler_words()) or part.country(first - 1) is not None
            if not known and (joined or (token.opens and token.is_in(vocabulary().common))):
                break
        elif not token.is_in(beside):
            break
        first -= 1
    return first


def _serves(part: Passage, place: int, floor: int) -> bool:
    """Whether a title goes on to tell whom it serves: "Chief of Staff to the Vice President"."""
    tokens = part.tokens
    behind = tokens[place + 1 : place + 2]
    return (
        tokens[place].text == "to"
        and bool(behind and behind[0].text == "the")
        and place > floor
        and tokens[place - 1].capital
        and tokens[place - 1].is_in(title_words())
    )


def _joins_offices(part: Passage, place: int, floor: int) -> bool:
    """Whether "and" joins two offices of one person: "State Councilor and Foreign Minister".

    "The President and Foreign Minister Wang" are two.
    """
    tokens = part.tokens
    first = place
    while (
        first > floor and tokens[first - 1].capital and tokens[first - 1].is_in(title_words() - _DETERMINERS)
    ):
        first -= 1
    return first < place and _is_head(tokens[place - 1]) and not tokens[first - 1].is_in(_OWNERS)


def _longest_title(
    text: str, part: Passage, first: int, head: int, last: int, name: int
) -> TitlePhrase | None:
    tokens = part.tokens
    plural = tokens[head].words[-1] in plural_heads()
    owner = head
    while owner > first and tokens[owner - 1].capital:
        owner -= 1
    for start in range(first, head + 1):
        if tokens[start].is_in(_LINKS | _DETERMINERS) and not tokens[start + 1].is_in(vocabulary().addressed):
            continue
        phrase = " ".join(text[tokens[start].start : tokens[last - 1].end].split())
        parsed = parse_title(phrase)
        if parsed is None:
            continue
        if start > owner and not _is_plain(tokens[start - 1]):
            break
        return TitlePhrase(start, last, phrase, parsed, plural, name)
    if tokens[owner].is_in(_LINKS | _DETERMINERS):
        return None
    phrase = " ".join(text[tokens[owner].start : tokens[last - 1].end].split())
    return TitlePhrase(owner, last, phrase, None, plural, name)


def _is_plain(token: Token) -> bool:
    """Whether the word left of a title is surely none of it: "On Tuesday Prime Minister", "Japan’s"."""
    words = vocabulary()
    opening = token.opens and token.is_in(words.common)
    return (
        not token.capital
        or opening
        or token.possessive
        or token.is_in(_LINKS | _DETERMINERS | words.calendar)
    )


def _is_owned(part: Passage, phrase: TitlePhrase, floor: int) -> bool:
    tokens = part.tokens
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


def _opens_name(part: Passage, place: int) -> bool:
    """Whether a name that is no part of the title begins here, so that the title is that one's."""
    tokens = part.tokens
    token = tokens[place]
    return (
        token.capital and not token.is_in(title_words() | vocabulary().bodies) and part.country(place) is None
    )


def _ends_apposition(token: Token) -> bool:
    return token.is_mark and token.text in _APPOSITION_ENDS
