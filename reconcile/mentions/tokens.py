"""Running text as words: paragraphs, their words with offsets, and which capitals mean something."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise

from corrigenda.reconcile.countries import country_at, country_code, words_of
from corrigenda.reconcile.mentions.lexicon import organization_words
from corrigenda.reconcile.text import fold, read_yaml
from corrigenda.schemas.base import Frozen
from corrigenda.text import ends_in_abbreviation, sentence_ends

_LETTER = r"[^\W\d_][\u0300-\u036f\u00ad]*"
_MISREAD = (
    r"(?=(?:[0-9]?[^\W\d_]){3}|[^\W\d_][01][^\W\d_])"
    rf"(?:{_LETTER})+(?:[0-9](?![0-9])(?:{_LETTER})*){{1,2}}(?![0-9])"
)
"""A word with digits that a machine read for letters: "Moteg1", "J0e"; not "G7", "Covid19", "A320"."""
_TOKEN = re.compile(
    r"(?P<native>[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+)"
    rf"|(?P<initials>(?:[^\W\d_]\.)+(?:[^\W\d_](?!\w))?)"
    rf"|(?P<broken>(?:{_LETTER})+[-‐‑](?=\s+[—–]))"
    rf"|(?P<word>(?:{_MISREAD}|(?:{_LETTER})+)(?:['’\-‐‑](?![^\W\d_]\.)(?:{_LETTER})+)*)"
    r"|(?P<number>\d[\d.,:]*)"
    r"|(?P<mark>\S)"
)
_POSSESSIVE = re.compile(r"['’][sS]$")
_LINE = re.compile(r"[^\n]+")
_LIST_ITEM = re.compile(r"\s*(?:[-–—*•·▪◦‣]|\(?\d{1,3}[.)])\s")
"""How a line begins that is an item of a list."""
_ENDS_SENTENCE = frozenset(".!?:…。！？•*|")
_OPENS = frozenset(':…•*|“"‘«„「『(（[—–-')
"""Behind these a word has a capital as at the beginning of a sentence: a list, speech."""
CLAUSE_ENDS = tuple(',.;:)—–!?"”')
"""Marks behind which neither an apposition nor a name in front of one goes on."""
_DASHES = frozenset("—–")
HYPHENS = frozenset("-‐‑")
_CLOSES = "”\"’'»)]』」"
_WRAPPED = range(45, 100)
"""Characters of a line that may have been broken by a wrapping program and go on in the next."""
_LONGEST_COUNTRY = 7
_HEADLINE_WORDS = 5
_SHOUTED_WORDS = 3
_HEADLINE_SHARE = 0.85
_SHORT_WORD = 3


class Vocabulary(Frozen):
    """``data/words.yaml``, as sets of folded words; ``organization_heads`` are
    those of ``data/organizations.yaml``, heads of other names that are no person's among them."""

    common: frozenset[str]
    calendar: frozenset[str]
    organization_heads: frozenset[str]
    after_name: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    abbreviations: frozenset[str]
    called: frozenset[str]
    addressed: frozenset[str]
    speech: frozenset[str]
    no_persons: frozenset[str]
    epithet_endings: frozenset[str]
    glued: frozenset[str]
    syllable: str


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words by which names are told from other capitalised words."""
    content = read_yaml("words.yaml")
    assert isinstance(content, dict)
    return Vocabulary(
        organization_heads=organization_words().all_heads,
        **{
            name: value
            if name == "syllable"
            else frozenset(value.split() if isinstance(value, str) else value)
            for name, value in content.items()
        },
    )


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of the text: ``text[start:end]``, the possessive left out.

    ``words`` are its folded words, several where hyphens join them, none for a mark. ``capital``: written as
    a name is. ``opens``: the first of a sentence, where any word has a capital. ``native``: in a script
    without capitals and spaces.
    """

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    capital: bool
    opens: bool
    possessive: bool = False
    native: bool = False

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation, a number, or a word that the speaker broke off: "Rama- — Ramaphosa"."""
        return not self.words

    @property
    def is_broken(self) -> bool:
        """Whether it is a word that the speaker broke off."""
        return self.is_mark and self.text[0].isalpha()

    @property
    def is_dash(self) -> bool:
        """Whether it is a dash, not a hyphen."""
        return self.text in _DASHES

    def is_in(self, words: frozenset[str]) -> bool:
        """Whether it is a word, or hyphened words, all of this set."""
        return bool(self.words) and all(word in words for word in self.words)


@dataclass(frozen=True, slots=True)
class CountryWords:
    """A country named in the text by tokens ``first`` to ``last``, the end exclusive.

    ``capital``: by the seat of its government, which may be no more than a city.
    """

    first: int
    last: int
    code: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph. ``headline``: in title case or in capitals, where a capital says nothing; ``shouted``:
    in capitals.

    ``countries`` has for each token the country that it is a word of.
    """

    tokens: tuple[Token, ...]
    countries: tuple[CountryWords | None, ...]
    headline: bool
    shouted: bool = False

    def token(self, place: int) -> Token | None:
        """The token at this place; ``None`` before the first and behind the last."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def reads(self, place: int, *words: str) -> bool:
        """Whether the token at this place is one of these, letter for letter."""
        return 0 <= place < len(self.tokens) and self.tokens[place].text in words

    def country(self, place: int) -> CountryWords | None:
        """The country, not its capital, that the token is a word of; ``None`` behind the end too."""
        found = self.countries[place] if place < len(self.tokens) else None
        return found if found is not None and not found.capital else None

    def joins(self, place: int) -> bool:
        """Whether the token is a hyphen between two words: "U.S.-Israel"."""
        before, token = self.tokens[place - 1], self.tokens[place]
        return token.text in HYPHENS and token.start == before.end and not before.possessive


def is_small_particle(token: Token) -> bool:
    """Whether it is a small word inside names: "van", "bin"."""
    return token.is_in(vocabulary().particles) and not token.text[0].isupper()


def surface_of(text: str, tokens: Sequence[Token]) -> str:
    """These words as they stand in the text."""
    return text[tokens[0].start : tokens[-1].end]


def key_of(tokens: Iterable[Token]) -> str:
    """The folded words of these tokens, one blank between two."""
    return " ".join(word for token in tokens for word in token.words)


def passages(text: str, spans: Sequence[tuple[int, int]] | None = None) -> Iterator[Passage]:
    """The paragraphs of the text, or of these spans of it, in order."""
    for start, end in spans if spans is not None else [(0, len(text))]:
        for first, last in _paragraphs(text, start, end):
            tokens = tuple(_tokens(text, first, last))
            if tokens:
                shouted = _is_shouted(tokens)
                yield Passage(tokens, _countries(tokens), shouted or _is_headline(tokens), shouted)


def with_tokens(passage: Passage, tokens: tuple[Token, ...]) -> Passage:
    """The passage with its words parted otherwise."""
    return replace(passage, tokens=tokens, countries=_countries(tokens))


def parted(token: Token, *places: int) -> Iterator[Token]:
    """The token cut at these places; what is a hyphen then is a mark."""
    for first, last in pairwise((0, *places, len(token.text))):
        text, closes = token.text[first:last], last == len(token.text)
        yield Token(
            start=token.start + first,
            end=token.start + last,
            text=text,
            words=folded_words(text),
            capital=_is_capital(text),
            opens=token.opens and first == 0,
            possessive=token.possessive and closes,
        )


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines, put together where a wrapping program broke a sentence."""
    first: int | None = None
    last = start
    for line in _LINE.finditer(text, start, end):
        if first is not None and (line.start() > last + 1 or not _goes_on(text[first:last], line[0])):
            yield first, last
            first = None
        if first is None:
            first = line.start()
        last = line.end()
    if first is not None:
        yield first, last


def _goes_on(before: str, line: str) -> bool:
    """Whether a line goes on with the paragraph before it."""
    above = before.rsplit("\n", 1)[-1].rstrip()
    if len(above) not in _WRAPPED or not line[:1].strip() or _LIST_ITEM.match(line):
        return False
    return above.rstrip(_CLOSES)[-1:] not in _ENDS_SENTENCE or ends_in_abbreviation(above)


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    ends = frozenset(sentence_ends(text, start, end))
    opens = True
    behind = start
    for match in _TOKEN.finditer(text, start, end):
        kind, written = match.lastgroup, match[0]
        if match.start() < behind:  # the full stop of an abbreviation
            continue
        if kind in {"mark", "number", "broken"}:
            yield Token(match.start(), match.end(), written, (), capital=False, opens=False)
            if kind == "broken":
                opens = opens and written[0].isupper()
            elif kind == "mark":
                opens = match.end() in ends or written in _OPENS or (opens and written in _CLOSES)
            else:
                opens = False
            continue
        for first, last in _parts(match.start(), written):
            token = _word_token(text, first, last, opens=opens, native=kind == "native")
            yield token
            behind = token.end
            opens = False


def _parts(start: int, written: str) -> list[tuple[int, int]]:
    """The word as it stands, or the countries that a hyphen joins: "China-Russia", not "Guinea-Bissau"."""
    parts = written.split("-")
    if len(parts) == 1 or country_code(written) is not None or not all(map(country_code, parts)):
        return [(start, start + len(written))]
    ends = list(accumulate(len(part) + 1 for part in parts))
    return [(start + end - 1 - len(part), start + end - 1) for part, end in zip(parts, ends, strict=True)]


def _word_token(text: str, start: int, end: int, *, opens: bool, native: bool) -> Token:
    written = text[start:end]
    possessive = _POSSESSIVE.search(written) is not None
    if possessive:
        end -= 2
        written = text[start:end]
    elif text[end : end + 1] == "." and fold(written) in vocabulary().abbreviations:
        end += 1
        written = text[start:end]
    return Token(
        start=start,
        end=end,
        text=written,
        words=folded_words(written),
        capital=_is_capital(written),
        opens=opens,
        possessive=possessive,
        native=native,
    )


@lru_cache(maxsize=16384)
def folded_words(written: str) -> tuple[str, ...]:
    """The folded words of a token or a phrase, as titles and countries are compared."""
    return tuple(fold(word) for word in words_of(written))


def _is_capital(written: str) -> bool:
    """Whether it is written as a name: ``Biden``, ``MOTEGI``, ``el-Sisi``, but not ``then-Prime``."""
    if written[0].isupper():
        return True
    head, _, rest = written.partition("-")
    return bool(rest) and rest[0].isupper() and fold(head) in vocabulary().particles


def _countries(tokens: Sequence[Token]) -> tuple[CountryWords | None, ...]:
    found: list[CountryWords | None] = []
    while len(found) < len(tokens):
        first = len(found)
        named = _country_at(tokens, first) if tokens[first].capital else None
        found += [named] * (named.last - first) if named is not None else [None]
    return tuple(found)


def _country_at(tokens: Sequence[Token], first: int) -> CountryWords | None:
    words: list[str] = []
    ends: dict[int, int] = {}
    for place in range(first, min(len(tokens), first + _LONGEST_COUNTRY)):
        if tokens[place].is_mark:
            break
        words += words_of(tokens[place].text)
        ends[len(words)] = place + 1
        if tokens[place].possessive:
            break
    for capital in (False, True):
        found = country_at(words, 0, capitals=capital)
        if found is not None and found[0] in ends:
            return CountryWords(first, ends[found[0]], found[1], capital)
    return None


def _is_shouted(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.words and not token.native]
    return len(words) >= _SHOUTED_WORDS and all(token.text.isupper() for token in words)


def _is_headline(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.words and not token.native]
    if len(words) < _HEADLINE_WORDS:
        return False
    long = [token for token in words if len(token.text) > _SHORT_WORD]
    sentence = tokens[-1].text in _ENDS_SENTENCE
    return not sentence and sum(token.capital for token in long) >= _HEADLINE_SHARE * len(long)
