"""Wikidata's items: people with the positions that they held, and these positions."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from corrigenda.reconcile.importers.drafts import Draft, DraftName, DraftTerm
from corrigenda.reconcile.importers.files import Json, json_objects
from corrigenda.reconcile.importers.ledger import Ledger, Record
from corrigenda.reconcile.importers.values import country_of, languages_of
from corrigenda.reconcile.text import read_yaml
from corrigenda.schemas.base import Frozen

SOURCE = "Wikidata"
_SHOWN = ("en", "mul")
"""English, then the label for all languages."""
_UNKNOWN_DAY = "an unknown day"


class WikidataTerms(Frozen):
    """What ``data/wikidata.yaml`` says: items, properties by what they mean, parts of a date by precision."""

    human: str
    names: frozenset[str]
    properties: Mapping[str, str]
    precision: Mapping[int, int]


@lru_cache(maxsize=1)
def wikidata_terms() -> WikidataTerms:
    """Wikidata's vocabulary, as far as it is read."""
    return WikidataTerms.model_validate(read_yaml("wikidata.yaml"))


def read_wikidata(source: Path, ledger: Ledger) -> Iterator[Draft]:
    """The people of a dump, of an answer of the API, or of an item's own file, and the offices they held.

    Deprecated statements are left out. Family and given name are known where their items are in the file too.
    The file is read twice; what is held in memory are the ids of the offices and the words of names.
    """
    offices: set[str] = set()
    words: dict[str, str] = {}
    for item in _items(source, ledger):
        if _is_a(item, {wikidata_terms().human}):
            offices.update(_value_ids(item, "position_held"))
        elif _is_a(item, wikidata_terms().names) and (names := _shown_labels(item)):
            words[item["id"]] = names[0].text
    missing = set(offices)
    for item in _items(source, None):
        if _is_a(item, {wikidata_terms().human}):
            yield _person(item, words, ledger)
        elif item.get("id") in offices:
            missing.discard(item["id"])
            yield _office(item)
        elif item.get("id") not in words:
            ledger.leave_out("items", "neither a person nor an office that one of them held", item.get("id"))
    for office in sorted(missing):
        ledger.leave_out("P39", "offices whose item is not in the file: terms without words", office)


def linked_items(item: Json) -> list[str]:
    """The items that tell of a person: the offices held, the words of the name."""
    meanings = ("position_held", "family", "second_family", "given")
    return [one for meaning in meanings for one in _value_ids(item, meaning)]


def _items(source: Path, ledger: Ledger | None) -> Iterator[Json]:
    """The items, in whichever wrapping; what is asked of them is accounted for where there is a ledger."""
    for found in json_objects(source):
        for item in found["entities"].values() if "entities" in found else (found,):
            if "missing" in item:
                if ledger is not None:
                    ledger.leave_out("items", "Wikidata has no such item", item.get("id"))
            elif "statements" in item:
                if ledger is not None:
                    reason = "in the form of the REST API: take Special:EntityData, or `table fetch wikidata`"
                    ledger.leave_out("items", reason, item.get("id"))
            elif "labels" in item or "claims" in item:
                yield item


def _person(item: Json, words: Mapping[str, str], ledger: Ledger) -> Draft:
    _account(item, ledger)
    countries = _value_ids(item, "citizenship")
    country = next((one for one in countries if country_of(one)), next(iter(countries), ""))
    names = tuple(_with_parts(name, item, words) for name in _names(item, country_of(country), ledger))
    return Draft(
        id=item["id"],
        type="person",
        names=names,
        terms=tuple(
            DraftTerm(
                office=office,
                start=_qualifier_date(statement, "start"),
                end=_qualifier_date(statement, "end"),
            )
            for statement in _statements(item, "position_held")
            if (office := _value_id(statement))
        ),
        country=country,
        description=(item.get("descriptions") or {}).get("en", {}).get("value", ""),
        born=_statement_date(item, "born"),
        died=_statement_date(item, "died"),
        as_of=item.get("modified", ""),
        source=SOURCE,
    )


_OF_PERSONS = (
    *("instance_of", "position_held", "citizenship", "born", "died"),
    *("family", "second_family", "native"),
)
_OF_ITEMS = ("labels", "aliases", "descriptions", "modified", "sitelinks")


def _account(item: Json, ledger: Ledger) -> None:
    """Take down what a person's item holds, and what of it is read."""
    words = Record({key: item[key] for key in _OF_ITEMS if key in item}, "", ledger)
    claims = Record(item.get("claims") or {}, "", ledger)
    for key in _OF_ITEMS[:-1]:
        words.get(key)
    for meaning in _OF_PERSONS:
        claims.get(wikidata_terms().properties[meaning])


def _office(item: Json) -> Draft:
    country = next(iter((*_value_ids(item, "jurisdiction"), *_value_ids(item, "country"))), "")
    return Draft(item["id"], "office", _shown_labels(item) + _aliases(item), country=country, source=SOURCE)


def _shown_labels(item: Json) -> tuple[DraftName, ...]:
    """The English label and the one for all languages; any where there is neither."""
    labels = item.get("labels") or {}
    shown = [labels[lang] for lang in _SHOWN if lang in labels] or list(labels.values())[:1]
    return tuple(DraftName(label["value"], lang=_language(label)) for label in shown)


def _aliases(item: Json) -> tuple[DraftName, ...]:
    aliases = item.get("aliases") or {}
    return tuple(DraftName(alias["value"], lang="en") for lang in _SHOWN for alias in aliases.get(lang, ()))


def _names(item: Json, country: str | None, ledger: Ledger) -> tuple[DraftName, ...]:
    """The labels that are shown, the name in its own language, labels in the country's languages, aliases."""
    native = [value for one in _statements(item, "native") if (value := _value(one)) and value.get("text")]
    spoken = languages_of(country)
    labels = list((item.get("labels") or {}).values())
    names = (
        *_shown_labels(item),
        *(DraftName(value["text"], lang=_language(value)) for value in native),
        *(DraftName(label["value"], lang=_language(label)) for label in labels if _language(label) in spoken),
        *_aliases(item),
    )
    kept = {name.text for name in names}
    others = (alias for aliases in (item.get("aliases") or {}).values() for alias in aliases)
    for column, values in (("labels", labels), ("aliases", others)):
        for value in values:
            if value["value"] not in kept:
                reason = "in languages that are neither English nor the country's"
                ledger.leave_out(column, reason, value["value"])
    return names


def _with_parts(name: DraftName, item: Json, words: Mapping[str, str]) -> DraftName:
    """The name with the family name that it holds, and what is left of it as the given name."""
    family, second = (
        next((words[one] for one in _value_ids(item, meaning) if one in words), "")
        for meaning in ("family", "second_family")
    )
    for part in filter(None, (f"{family} {second}".strip() if second else "", family)):
        for given in (name.text.removesuffix(f" {part}"), name.text.removeprefix(f"{part} ")):
            if given != name.text:
                return DraftName(name.text, name.kind, name.lang, part, given)
    return name


def _language(label: Json) -> str | None:
    code = str(label.get("language", "")).split("-")[0]
    return code if len(code) == 2 else None


def _is_a(item: Json, classes: set[str] | frozenset[str]) -> bool:
    return any(one in classes for one in _value_ids(item, "instance_of"))


def _statements(item: Json, meaning: str) -> list[Json]:
    """The statements of a property that are not deprecated, the preferred ones first."""
    said = (item.get("claims") or {}).get(wikidata_terms().properties[meaning], ())
    kept = [statement for statement in said if statement.get("rank") != "deprecated"]
    return sorted(kept, key=lambda statement: statement.get("rank") != "preferred")


def _value(statement: Json) -> Json:
    return statement.get("mainsnak", {}).get("datavalue", {}).get("value")


def _value_id(statement: Json) -> str:
    """The id of the item that a statement names; empty where it is unknown or there is none."""
    value = _value(statement)
    return str(value.get("id", "")) if isinstance(value, dict) else ""


def _value_ids(item: Json, meaning: str) -> list[str]:
    return [found for statement in _statements(item, meaning) if (found := _value_id(statement))]


def _statement_date(item: Json, meaning: str) -> str:
    days = (_date(_value(statement)) for statement in _statements(item, meaning))
    return next(filter(None, days), "")


def _qualifier_date(statement: Json, meaning: str) -> str:
    """A date said of a statement. An end that is there but not known is no open end."""
    snaks = statement.get("qualifiers", {}).get(wikidata_terms().properties[meaning], ())
    if meaning == "end" and any(snak.get("snaktype") == "somevalue" for snak in snaks):
        return _UNKNOWN_DAY
    days = (_date(snak.get("datavalue", {}).get("value")) for snak in snaks)
    return next(filter(None, days), "")


def _date(value: Json) -> str:
    """A time with as many parts as its precision says are known; a decade or century is no date."""
    if not isinstance(value, dict) or "time" not in value:
        return ""
    parts = wikidata_terms().precision.get(value.get("precision", 0))
    day = str(value["time"]).lstrip("+").partition("T")[0]
    if day.startswith("-"):
        return day
    return "-".join(day.split("-")[:parts]) if parts is not None else f"{day[:4]}s"
