"""Countries by any English wording."""

import csv

import pytest
from places import SHARED

from corrigenda.reconcile.countries import countries, country_at, country_code, country_name, words_of

OFFICE_TERMS = SHARED / "data" / "office_holders" / "office_terms.csv"


@pytest.mark.parametrize(
    ("wording", "code"),
    [
        ("Japan", "JP"),
        ("Japanese", "JP"),
        ("japan", "JP"),
        ("U.S.", "US"),
        ("US", "US"),
        ("America’s", "US"),
        ("the United States of America", "US"),
        ("UK", "GB"),
        ("Britain's", "GB"),
        ("the Netherlands", "NL"),
        ("Dutch", "NL"),
        ("Côte d’Ivoire", "CI"),
        ("Türkiye", "TR"),
        ("South Korean", "KR"),
        ("Republic of Korea", "KR"),
        ("the Democratic People’s Republic of Korea", "KP"),
        ("Burma", "MM"),
        ("European Union", "EU"),
        ("EU", "EU"),
        ("U.N.", "UN"),
        ("Q17", "JP"),
        ("JP", "JP"),
        ("us", None),
        ("in", None),
        ("Tokyo", None),
        ("Japan Airlines", None),
        ("Q999999", None),
        ("", None),
    ],
)
def test_wordings(wording: str, code: str | None) -> None:
    """Names, abbreviations, demonyms, Wikidata ids and codes mean a country; capitals and pronouns do not."""
    assert code == country_code(wording)


@pytest.mark.parametrize(
    ("wording", "code"), [("Tokyo", "JP"), ("Washington", "US"), ("Kremlin", "RU"), ("the White House", "US")]
)
def test_capitals(wording: str, code: str) -> None:
    """The seat of a government means its country where that is asked for."""
    assert code == country_code(wording, capitals=True)


def test_longest_wording_wins() -> None:
    """Inside a phrase the longest wording is taken: South Sudan is not Sudan."""
    words = words_of("South Sudanese President")

    assert country_at(words, 0) == (2, "SS")
    assert country_at(words, 1) == (1, "SD")


@pytest.mark.parametrize(("code", "name"), [("JP", "Japan"), ("GB", "United Kingdom"), ("SU", "SU")])
def test_names(code: str, name: str) -> None:
    """A code has an English short name; a code that is not known is its own name."""
    assert name == country_name(code)


def test_each_wording_means_one_country() -> None:
    """No name or wording stands in two rows, and each row is found by all of its own."""
    for row in countries():
        for wording in (row.code, row.qid, row.name, *row.wordings, *row.demonyms):
            assert row.code == country_code(wording), wording


def test_against_wikidata() -> None:
    """Names and Wikidata ids agree with a list of offices that nobody here wrote."""
    if not OFFICE_TERMS.exists():
        pytest.skip("../shared/data/office_holders is absent")
    with OFFICE_TERMS.open(encoding="utf-8") as lines:
        pairs = {(row["country"], row["country_qid"]) for row in csv.DictReader(lines) if row["country_qid"]}

    assert [pair for pair in sorted(pairs) if country_code(pair[0]) != country_code(pair[1])] == []
    assert [pair for pair in sorted(pairs) if country_code(pair[1]) is None] == []
