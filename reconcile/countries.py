"""Countries by any English wording: names, abbreviations, demonyms and, where asked for, capitals.

The knowledge is ``data/countries.csv``: plain values, and CSV is read far faster than YAML at every start.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corrigenda.reconcile.text import fold, read_lines, sorted_rows

_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’][sS]?$")
_ISO = re.compile(r"[A-Z]{2}")
_ABBREVIATION = 5
"""Wordings in capitals of fewer letters are abbreviations and are known in capitals only: "US", not "us"."""


@dataclass(frozen=True, slots=True)
class Country:
    """A row of ``data/countries.csv``. ``capitals`` are the places that stand for the government."""

    code: str
    qid: str
    name: str
    wordings: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]


def country_code(text: str, *, capitals: bool = False) -> str | None:
    """The ISO 3166-1 alpha-2 code that a wording means: "Japan", "Japanese", "U.S.", "Q17", "JP".

    ``None`` where it is no country's. A leading article and a possessive are passed over ("the Netherlands",
    "America's"); ``EU`` and ``UN`` stand for the unions. With ``capitals`` the seat of a government means its
    country too ("Tokyo", "Kremlin").
    """
    stripped = text.strip()
    index = _index()
    if _ISO.fullmatch(stripped) and stripped in index.by_code:
        return stripped
    if stripped in index.by_qid:
        return index.by_qid[stripped]
    words = words_of(stripped)
    if words and words[0].lower() == "the":
        words = words[1:]
    found = country_at(words, 0, capitals=capitals)
    return found[1] if found is not None and found[0] == len(words) else None


def country_name(code: str) -> str:
    """The English short name of a code; a code that is not known is given back as it is."""
    country = _index().by_code.get(code)
    return country.name if country is not None else code


def is_country_name(text: str, *, capitals: bool = False) -> bool:
    """Whether it is the name of a country itself and not a demonym: "Japan", "U.S.", not "Japanese".

    With ``capitals`` the seat of a government counts too, as in `country_code`.
    """
    key = fold(" ".join(words_of(text)))
    return key not in _index().demonyms and country_code(text, capitals=capitals) is not None


def countries() -> tuple[Country, ...]:
    """Every row of the data, in order of code."""
    return tuple(_index().by_code.values())


def country_at(words: Sequence[str], start: int, *, capitals: bool = False) -> tuple[int, str] | None:
    """The longest wording of a country that begins at ``words[start]``: its length in words and its code.

    ``words`` are as `words_of` gives them, case kept.
    """
    index = _index()
    for end in range(min(len(words), start + index.longest), start, -1):
        run = words[start:end]
        key = fold(" ".join(run))
        code = index.by_wording.get(key)
        if code is None and capitals:
            code = index.by_capital.get(key)
        if code is not None and (key not in index.abbreviations or all(word.isupper() for word in run)):
            return end - start, code
    return None


def countries_in(text: str) -> frozenset[str]:
    """The codes of the countries that the text names by words with a capital."""
    words = words_of(text)
    found = set[str]()
    place = 0
    while place < len(words):
        named = country_at(words, place) if words[place][:1].isupper() else None
        if named is not None:
            found.add(named[1])
        place += named[0] if named is not None else 1
    return frozenset(found)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a phrase, case kept, without full stops and possessives: "U.S.", "Japan’s" -> US, Japan.

    Hyphens part words: "Guinea-Bissau" and "Secretary-General" are two each.
    """
    return tuple(bare_word(word) for word in _WORD.findall(text))


def bare_word(word: str) -> str:
    """A word without full stops and without the possessive, case kept."""
    return _POSSESSIVE.sub("", word).replace(".", "").replace("’", "'")


@dataclass(frozen=True, slots=True)
class _Index:
    by_code: dict[str, Country]
    by_qid: dict[str, str]
    by_wording: dict[str, str]
    by_capital: dict[str, str]
    demonyms: frozenset[str]
    abbreviations: frozenset[str]
    longest: int


@lru_cache(maxsize=1)
def _index() -> _Index:
    rows = _read()
    by_wording: dict[str, str] = {}
    by_capital: dict[str, str] = {}
    abbreviations = set[str]()
    longest = 1
    for row in rows:
        for wording in (row.name, *row.wordings, *row.demonyms):
            words = words_of(wording)
            key = fold(" ".join(words))
            by_wording[key] = row.code
            longest = max(longest, len(words))
            if key.isalpha() and len(key) < _ABBREVIATION and words[0].isupper():
                abbreviations.add(key)
        for capital in row.capitals:
            by_capital[fold(" ".join(words_of(capital)))] = row.code
    return _Index(
        by_code={row.code: row for row in rows},
        by_qid={row.qid: row.code for row in rows},
        by_wording=by_wording,
        by_capital=by_capital,
        demonyms=frozenset(fold(" ".join(words_of(word))) for row in rows for word in row.demonyms),
        abbreviations=frozenset(abbreviations),
        longest=longest,
    )


@lru_cache(maxsize=1)
def country_parts() -> dict[str, str]:
    """The states and provinces of federal countries: each wording, folded, and the code of its country."""
    rows = csv.DictReader(read_lines("country_parts.csv"))
    return {
        fold(" ".join(words_of(wording))): row["code"].partition("-")[0]
        for row in rows
        for wording in (row["name"], *_values(row["wordings"]))
    }


@lru_cache(maxsize=1)
def plain_country_parts() -> dict[str, str]:
    """Those of the parts by their names that are no country and no seat of a government: not "Georgia"."""
    names = (fold(" ".join(words_of(row["name"]))) for row in csv.DictReader(read_lines("country_parts.csv")))
    own = country_parts()
    return {name: own[name] for name in names if country_at(name.title().split(), 0, capitals=True) is None}


def town_size(key: str) -> float | None:
    """The decimal logarithm of how many people live in the largest town of this folded name."""
    size = sorted_rows("places.tsv").get(key)
    return int(size) / 10 if size is not None else None


def _read() -> tuple[Country, ...]:
    rows = csv.DictReader(read_lines("countries.csv"))
    return tuple(
        Country(
            code=row["code"],
            qid=row["qid"],
            name=row["name"],
            wordings=_values(row["wordings"]),
            demonyms=_values(row["demonyms"]),
            capitals=_values(row["capital"]),
        )
        for row in rows
    )


def _values(cell: str) -> tuple[str, ...]:
    return tuple(value for value in (part.strip() for part in cell.split(";")) if value)
