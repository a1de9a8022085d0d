"""Single values of other tables: what is blank, which country, which type, which id of Wikidata."""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import get_args

from corrigenda.reconcile.countries import countries, country_code
from corrigenda.reconcile.text import read_lines, read_yaml, tokens
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.facts import EntityType

_WIKIDATA = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,2}")
_BETWEEN = re.compile(r"\s*[;|,]\s*")
_ISO = 2
_WHOLE_NAME = 4
"""Fewer letters are a code."""


class _Values(Frozen):
    blank: frozenset[str]
    open_end: frozenset[str]
    ranks: frozenset[str]
    types: Mapping[EntityType, tuple[str, ...]]


@lru_cache(maxsize=1)
def _values() -> _Values:
    return _Values.model_validate(read_yaml("table_values.yaml"))


def is_blank(text: str) -> bool:
    """Whether a cell says that nothing is known: empty, ``NULL``, ``N/A``."""
    return not text or text.strip().lower() in _values().blank


def is_open_end(text: str) -> bool:
    """Whether an end says that there is none: "present"."""
    return text.strip().lower() in _values().open_end


def rank_words() -> frozenset[str]:
    """Words of a title of nobility behind a name, folded."""
    return _values().ranks


def wikidata_id(text: str) -> str | None:
    """The id of a Wikidata item that is written as such or as its address."""
    match = _WIKIDATA.fullmatch(text.strip())
    return match[1].upper() if match is not None else None


@lru_cache(maxsize=4096)
def country_of(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country by any usual code or English name, in any case.

    Codes are those of ISO 3166-1 (two and three letters, numbers), of the Olympic Committee, and Wikidata's.
    """
    plain = text.strip()
    item = wikidata_id(plain)
    if item is not None:
        return country_code(item)
    code = plain.zfill(3) if _NUMBER.fullmatch(plain) else plain.upper().replace(".", "")
    found = (country_code(code) if len(code) == _ISO else None) or _codes().get(code) or country_code(plain)
    return found or (country_code(plain.title()) if len(plain) >= _WHOLE_NAME else None)


def country_item(text: str) -> str | None:
    """Wikidata's item of a country, by any usual code or English name."""
    code = country_of(text)
    return next((country.qid for country in countries() if country.code == code), None)


def countries_of(cell: str) -> tuple[str | None, ...]:
    """The countries of a cell that may hold several, in order; ``None`` for one that is not known."""
    whole = country_of(cell)
    if whole is not None:
        return (whole,)
    return tuple(country_of(part) for part in _BETWEEN.split(cell) if not is_blank(part) or country_of(part))


def languages_of(country: str | None) -> frozenset[str]:
    """The official languages of a country (ISO 639-1)."""
    return _languages().get(country or "", frozenset())


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    return {other: row["code"] for row in _rows() for key in ("iso", "others") for other in row[key].split()}


@lru_cache(maxsize=1)
def _languages() -> Mapping[str, frozenset[str]]:
    return {row["code"]: frozenset(row["languages"].split()) for row in _rows()}


def _rows() -> Iterator[dict[str, str]]:
    return iter(csv.DictReader(read_lines("country_codes.csv")))


def entity_type(text: str) -> EntityType | None:
    """The type that a word of another table means: ``Company`` is an organization."""
    return _types().get(_type_key(wikidata_id(text) or text))


@lru_cache(maxsize=1)
def _types() -> Mapping[str, EntityType]:
    return {_type_key(word): kind for kind in get_args(EntityType) for word in _values().types[kind]}


def _type_key(text: str) -> str:
    return "".join(tokens(text))
