"""Numbers in running text: figures with sign, groups and magnitude ("-1.5 million"), and numbers in words."""

import re
from functools import cache

from corrigenda.extract.knowledge import read_knowledge
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.spans import Offsets

_BLANK = "[ \u00a0\u2009\u202f]"
_GROUPED = rf"\d{{1,3}}(?:(?:{_BLANK}|['’])\d{{3}})+(?!\d)"
FIGURES = rf"(?:{_GROUPED}|\d+(?:[.,:]\d+)*)"
"""A number in figures: "1,200.5", "1 200 000", "2:30"."""
_TOKEN = re.compile(rf"{FIGURES}|[^\W\d_]+")
_THOUSAND = 1000
"""From here on a magnitude closes what was counted: "two hundred" goes on, "two thousand and five" adds."""
_GROUP = re.compile(r"(?<=\d)[,'’\u00a0\u2009\u202f ](?=\d{3}(?!\d))")


class NumberWords(Frozen):
    """``data/numbers.yaml``; the comments there say what each list is."""

    ones: dict[str, int]
    tens: dict[str, int]
    greater: dict[str, int]
    short: dict[str, int]
    parts: dict[str, float]
    vague: tuple[str, ...]


@cache
def number_words() -> NumberWords:
    """The words of numbers."""
    return read_knowledge("numbers.yaml", NumberWords)


@cache
def counts() -> dict[str, int]:
    """Whole numbers below a hundred in words, "twenty-five" and "twenty five", with their values."""
    words = number_words()
    return words.ones | words.tens | joined(words.tens, words.ones)


def joined(tens: dict[str, int], ones: dict[str, int]) -> dict[str, int]:
    """The words of tens and ones together, with a hyphen and without."""
    below_ten = {one: value for one, value in ones.items() if value < 10 and len(one) > 2}
    return {
        f"{ten}{mark}{one}": tens[ten] + value
        for ten in tens
        for one, value in below_ten.items()
        for mark in " -"
    }


def any_of(words: tuple[str, ...] | list[str]) -> str:
    """A pattern for any of the words, the longest first, in capitals or not."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return f"(?i:{'|'.join(map(re.escape, longest_first))})"


def without_groups(text: str) -> str:
    """The text with its figures written without groups: "1,200" is "1200", "1.5" stays."""
    return _GROUP.sub("", text)


def find_numbers(text: str, start: int = 0, end: int | None = None) -> tuple[Offsets, ...]:
    """Where ``text[start:end]`` writes a number, sign and magnitude included; a range of amounts is one.

    "1.5 million", "-3", "5-10 percent" (up to the figures), "twenty-five", "half a million", "two-thirds".
    """
    stop = len(text) if end is None else end
    return tuple(match.span() for match in _pattern().finditer(text, start, stop))


def number_value(words: str) -> float | None:
    """The value of a number as ``find_numbers`` finds it; ``None`` of a range, or where it is left open."""
    total, current, added = 0.0, None, False
    for token in _TOKEN.findall(words.lower()):
        value = _value(token)
        if token == "and":
            added = True
        elif value is None or (current is not None and token[0].isdigit()):
            return None
        elif _multiplies(token, alone=not added):
            current = value * (1 if current is None else current)
            if value >= _THOUSAND:
                total, current = total + current, None
        elif token not in ("a", "an") or current is None:
            current = value + (current or 0)
    found = total + (current or 0)
    return -found if words[:1] in "-−–" else found


def _multiplies(token: str, *, alone: bool) -> bool:
    """Whether the word takes the number before it so many times: "two million", "two thirds"."""
    words, one = number_words(), token.removesuffix("s")
    return token in words.short or one in words.greater or (alone and one in words.parts)


def _value(token: str) -> float | None:
    words = number_words()
    if token[0].isdigit():
        try:
            return float(without_groups(token))
        except ValueError:  # a clock, a version
            return None
    known = words.ones | words.tens | words.greater | words.short | words.parts
    return known.get(token, known.get(token.removesuffix("s")))


@cache
def _pattern() -> re.Pattern[str]:
    words = number_words()
    greater, short = any_of(tuple(words.greater)), any_of(tuple(words.short))
    in_words = any_of([word for word in counts() if word not in ("a", "an")])
    parts = any_of([part for part in words.parts if " " not in part])
    gap = rf"(?:{_BLANK}|-)"
    size = rf"(?:(?:{short})(?!\w)|(?:{gap}{greater}s?(?!\w))+)"
    sign = r"(?:(?<![\w)\]'’\"”.,])[-−–](?=[$€£¥]?\d))?[$€£¥]?"
    figures = rf"(?<![\w.,:/])(?<![^\W\d_]-){sign}{FIGURES}"
    amount = rf"{figures}(?:[-–]{FIGURES}(?=\s?%|{gap}per|{size}))?{size}?(?![\d])"
    opened = rf"(?:half an?|a quarter of a|an?|{any_of(words.vague)})(?:{gap}{greater}s?(?!\w))+"
    part = rf"(?:{gap}(?:and{gap}an?{gap})?{parts}s?(?!\w))?"
    spelled = rf"{in_words}(?!\w)(?:{gap}(?:and{gap})?(?:{greater}s?|{in_words})(?!\w))*{part}"
    many = rf"{greater}s?(?!\w)"
    return re.compile(
        rf"{amount}|(?<![\w-])(?:{opened}|{spelled}|{many})(?:{gap}(?:and{gap})?{in_words}(?!\w))*"
    )
