"""Names of other tables: put upright, taken apart where that is certain, told by their script."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from corrigenda.reconcile.importers.sheets import csv_rows
from corrigenda.reconcile.importers.values import rank_words
from corrigenda.reconcile.names import name_parts
from corrigenda.reconcile.readings import with_readings
from corrigenda.reconcile.text import Tokens, read_yaml, tokens
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.entities import Entity, EntityName
from corrigenda.schemas.errors import TableError
from corrigenda.schemas.facts import EntityType

_BETWEEN = re.compile(r"\s*[;|\n]\s*")
_OF_TITLES = ("of", "the")
_NOTE = re.compile(r"\s*\([^()]*\)$")


def several(cell: str) -> tuple[str, ...]:
    """The names of a cell that holds several, parted by semicolons, bars or lines."""
    return tuple(name for name in _BETWEEN.split(cell) if name)


def without_note(title: str) -> str:
    """The title of a Wikipedia article without the note that tells namesakes apart: ``(politician)``."""
    return _NOTE.sub("", title)


def joined_name(family: str, given: str, country: str | None) -> str:
    """A full name of its two parts, in the order in which it is written where the person is from."""
    if script_of(family) in _EAST_ASIAN:
        return family + given
    parts = (family, given) if country in name_parts().family_first else (given, family)
    return " ".join(part for part in parts if part)


def inverted_parts(text: str) -> tuple[str, str] | None:
    """Family and given name of a name in a list's order: "Varga, Lena".

    A suffix ("Jr.", "MP") is no given name, nor is a title: "Baron Wolfson of Tredegar" behind David Wolfson.
    """
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma or not tokens(family) or not tokens(given) or "," in given:
        return None
    rules, words = name_parts(), tokens(given)
    is_suffix = rules.generation(words) is not None or rules.suffixes.issuperset(words)
    is_letters = given.isupper() and not family.isupper() and len(words) == 1
    no_name = is_suffix or is_letters or _is_title(given, tokens(family))
    return None if no_name else (family, given)


def _is_title(text: str, name: Tokens) -> bool:
    """Whether it is a title: "Earl" behind one word is a given name, behind a whole name a rank."""
    words = tokens(text)
    told = not {*words}.isdisjoint({*_OF_TITLES, *name}) or any(map(str.isdigit, text))
    return told or (len(name) > 1 and words[0] in rank_words())


def entity_names(
    names: Iterable[EntityName], kind: EntityType, country: str | None
) -> tuple[EntityName, ...]:
    """The names of an entity, each text once, the first of all canonical.

    Native names are told by their script; a person's is split where the canonical name can be its reading,
    and then tells which part of that is the family name.
    """
    first: dict[str, EntityName] = {}
    for name in names:
        shown = name if first else name.model_copy(update={"kind": "canonical"})
        told = told_by_script(shown, country)
        known = first.setdefault(told.text, told)
        if known.family is None and told.family is not None:
            first[told.text] = known.model_copy(update={"family": told.family, "given": told.given})
    if kind != "person" or not first:
        return tuple(first.values())
    canonical, *others = first.values()
    read = [
        with_readings(name, canonical.text) if name.kind == "native" and canonical.script == "Latn" else name
        for name in others
    ]
    return (_parted(canonical, read), *read)


def _parted(canonical: EntityName, others: Iterable[EntityName]) -> EntityName:
    """The name with the parts that a native spelling, read like it, tells."""
    for name in others:
        if canonical.family is None and name.family_readings and name.given_readings:
            parts = {"family": name.family_readings[0], "given": name.given_readings[0]}
            if all(part in canonical.text for part in parts.values()):
                return canonical.model_copy(update=parts)
    return canonical


_EAST_ASIAN = frozenset({"Hani", "Jpan", "Hang"})


class Scripts(Frozen):
    """What ``data/scripts.yaml`` says."""

    scripts: dict[str, str]
    languages: dict[str, str]


@lru_cache(maxsize=1)
def _scripts() -> Scripts:
    return Scripts.model_validate(read_yaml("scripts.yaml"))


def script_of(text: str) -> str | None:
    """The ISO 15924 code of the first letter's script, where it is one that we know."""
    letter = next((letter for letter in text if letter.isalpha()), "")
    return _scripts().scripts.get(unicodedata.name(letter, "?").split()[0].split("-")[0]) if letter else None


def told_by_script(name: EntityName, country: str | None) -> EntityName:
    """The name with its script; native, with its language, where the country's people write so."""
    script = script_of(name.text)
    lang = _scripts().languages.get(country or "") if script in _EAST_ASIAN else name.lang
    if script not in _EAST_ASIAN or lang is None or name.kind == "canonical":
        return name.model_copy(update={"script": script})
    script = "Jpan" if lang == "ja" else script
    return name.model_copy(update={"script": script, "lang": lang, "kind": "native"})


def read_spellings(path: Path) -> Mapping[str, str]:
    """Native spellings by entity id: a CSV file with the columns ``qid`` (or ``id``) and ``kanji``.

    A column ``kana`` may stand there; the Latin name says the reading already.
    """
    spellings: dict[str, str] = {}
    for row in csv_rows(path):
        entity_id = row.get("qid") or row.get("id")
        if entity_id is None or "kanji" not in row:
            raise TableError(f"{str(path)!r} has no columns 'qid' and 'kanji': name them so", path=path)
        if row["kanji"]:
            spellings[entity_id] = row["kanji"]
    return spellings


def with_spellings(entities: Iterable[Entity], spellings: Mapping[str, str]) -> Iterator[Entity]:
    """The entities, those in ``spellings`` with their native name.

    It is split into family and given name where the Latin name can be a reading of it, and left whole where
    that is not certain.
    """
    for entity in entities:
        kanji = spellings.get(entity.id)
        if kanji is None or any(name.text == kanji for name in entity.names):
            yield entity
        else:
            native = EntityName(text=kanji, kind="native", lang="ja", script="Jpan")
            names = (*entity.names, with_readings(native, entity.canonical))
            yield entity.model_copy(update={"names": names})
