"""An entity table out of a Wikidata dump: people with the positions held, and these positions."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from corrigenda.reconcile.countries import country_code
from corrigenda.reconcile.importers.files import Json, json_lines, partial_date
from corrigenda.reconcile.importers.names import script_of, told_by_script, unique_canonical_first
from corrigenda.reconcile.text import read_yaml
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.entities import Entity, EntityName, OfficeTerm

_SOURCE = "Wikidata"


class _Vocabulary(Frozen):
    human: str
    properties: Mapping[str, str]
    precision: Mapping[int, int]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    return _Vocabulary.model_validate(read_yaml("wikidata.yaml"))


def read_wikidata(source: Path) -> Iterator[Entity]:
    """The people of a JSON dump (an item a line, ``.gz`` and ``.bz2`` too) and the offices they held.

    Deprecated statements are left out. A person's native name is the label in a language of the country. The
    file is read twice; what is held in memory are the ids of the offices.
    """
    offices: set[str] = set()
    for item in json_lines(source):
        if _is_human(item):
            offices.update(
                office for statement in _statements(item, "position_held") if (office := _item(statement))
            )
    for item in json_lines(source):
        if _is_human(item):
            entity = _person(item)
        elif item.get("id") in offices:
            entity = _office(item)
        else:
            continue
        if entity is not None:
            yield entity


def _person(item: Json) -> Entity | None:
    country = _country(item, "citizenship")
    names = _names(item, country)
    if not names:
        return None
    return Entity(
        id=item["id"],
        type="person",
        names=names,
        terms=tuple(
            dict.fromkeys(
                OfficeTerm(
                    office=office,
                    start=_qualifier_date(statement, "start"),
                    end=_qualifier_date(statement, "end"),
                )
                for statement in _statements(item, "position_held")
                if (office := _item(statement)) is not None
            )
        ),
        country=country,
        description=item.get("descriptions", {}).get("en", {}).get("value"),
        born=_statement_date(item, "born"),
        died=_statement_date(item, "died"),
        as_of=partial_date(item.get("modified")),
        source=_SOURCE,
    )


def _office(item: Json) -> Entity | None:
    country = _country(item, "jurisdiction") or _country(item, "country")
    names = _names(item, country)
    return (
        Entity(id=item["id"], type="office", names=names, country=country, source=_SOURCE) if names else None
    )


def _names(item: Json, country: str | None) -> tuple[EntityName, ...]:
    """The English label or the one for all languages first, then the native ones, then the aliases."""
    labels, aliases = item.get("labels", {}), item.get("aliases", {})
    shown = [labels[lang] for lang in ("en", "mul") if lang in labels] or list(labels.values())[:1]
    names = [
        EntityName(text=label["value"], lang=_language(label), script=script_of(label["value"]))
        for label in shown
    ]
    for label in labels.values():
        native = told_by_script(EntityName(text=label["value"], lang=_language(label)), country)
        if native.kind == "native" and _language(label) == native.lang:
            names.append(native)
    names += [
        EntityName(text=alias["value"], lang="en") for alias in aliases.get("en", aliases.get("mul", ()))
    ]
    return unique_canonical_first(names)


def _language(label: Json) -> str | None:
    code = str(label.get("language", "")).split("-")[0]
    return code if len(code) == 2 else None


def _is_human(item: Json) -> bool:
    return any(_item(statement) == _vocabulary().human for statement in _statements(item, "instance_of"))


def _statements(item: Json, name: str) -> Iterator[Json]:
    for statement in item.get("claims", {}).get(_vocabulary().properties[name], ()):
        if statement.get("rank") != "deprecated":
            yield statement


def _item(statement: Json) -> str | None:
    """The id of the item that a statement names; ``None`` where it is unknown or there is none."""
    value = statement.get("mainsnak", {}).get("datavalue", {}).get("value")
    return value.get("id") if isinstance(value, dict) else None


def _country(item: Json, name: str) -> str | None:
    codes = [country_code(value) for statement in _statements(item, name) if (value := _item(statement))]
    return next((code for code in codes if code is not None), None)


def _statement_date(item: Json, name: str) -> str | None:
    days = [_date(statement.get("mainsnak", {})) for statement in _statements(item, name)]
    return next((day for day in days if day is not None), None)


def _qualifier_date(statement: Json, name: str) -> str | None:
    snaks = statement.get("qualifiers", {}).get(_vocabulary().properties[name], ())
    return next((day for snak in snaks if (day := _date(snak)) is not None), None)


def _date(snak: Json) -> str | None:
    """A time with as many parts as its precision says are known."""
    value = snak.get("datavalue", {}).get("value")
    if not isinstance(value, dict) or not str(value.get("time", "")).startswith("+"):
        return None
    written = partial_date(value["time"])
    parts = _vocabulary().precision.get(value.get("precision", 0))
    return "-".join(written.split("-")[:parts]) if written is not None and parts is not None else None
