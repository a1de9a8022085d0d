"""Wrong titles beside right names: told, and set right where the name is surely no slip."""

import pytest
from made_people import held, person

from corrigenda.reconcile.correct import correct_text
from corrigenda.reconcile.table import EntityTable

US_REPRESENTATIVE = held("United States representative", "US", "2019-01-03")
ENERGY = held("United States Secretary of Energy", "US", "2021-02-25")
EPA = held("Administrator of the Environmental Protection Agency", "US", "2021-03-11")

PROMOTED = (
    held("United States representative", "US", "2019-01-03", "2024-12-31"),
    held("United States senator", "US", "2025-01-03"),
)

PEOPLE = (
    person("nash", "Uma", "Nash", *PROMOTED, country="US"),
    person("tremblay", "Luc", "Tremblay", held("Prime Minister", "CA", "2019-11", "2024-03"), country="CA"),
    person("pratt", "Ann", "Pratt", held("Prime Minister", "GB", "2020-01", "2023-07"), country="GB"),
    person("other pratt", "Guy", "Pratt", held("Foreign Minister", "GB", "1990", "1994"), country="GB"),
    person("vogel", "Petra", "Vogel", held("Chancellor", "DE", "2018-12", "2023-05"), country="DE"),
    person("frankl", "Otto", "Frankl", held("President", "DE", "2017-03-19", "2026-03-19"), country="DE"),
    person("iruz", "Ana", "Iruzubieta", held("Prime Minister", "ES", "2018-06-02"), country="ES"),
    person("hale", "Tom", "Hale", held("United States senator", "US", "2019-01", "2025-01"), country="US"),
    person("otis", "Rea", "Otis", US_REPRESENTATIVE, country="US"),
    person("wynn", "Joy", "Wynn", US_REPRESENTATIVE, country="US"),
    person("other wynn", "Max", "Wynn", held("Minister of Trade", "NZ", "2001", "2004"), country="NZ"),
    person("kerr", "Ida", "Kerr", ENERGY, country="US"),
    person("lowe", "Kay", "Lowe", held("Minister for Trade", "AU", "2020-02-25"), country="AU"),
    person("bosworth", "Roy", "Bosworth", held("President", "US", "2021-01-20", "2025-01-20"), country="US"),
    person("quill", "Eve", "Quill", EPA, country="US"),
    person("dell", "Jan", "Dell", held("Minister of Defence", "DK", "2019-06", "2025-10"), country="DK"),
    person("elle", "Kim", "Elle", held("Foreign Minister", "DK", "2019-06", "2025-10"), country="DK"),
)  # fmt: skip


@pytest.fixture(scope="module")
def table() -> EntityTable:
    """Holders of offices that are taken for each other, and namesakes."""
    return EntityTable.of(PEOPLE)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("President Luc Tremblay spoke.", "Prime Minister Luc Tremblay spoke."),
        ("PRESIDENT LUC TREMBLAY: Thank you.", "PRIME MINISTER LUC TREMBLAY: Thank you."),
        ("Luc Tremblay spoke. President Tremblay left.", "Luc Tremblay spoke. Prime Minister Tremblay left."),
        ("British President Ann Pratt spoke.", "British Prime Minister Ann Pratt spoke."),
        ("The German president Petra Vogel spoke.", "The German chancellor Petra Vogel spoke."),
        ("Senator Uma Nash and others came.", "Representative Uma Nash and others came."),
        ("Congressman Tom Hale and others came.", "Senator Tom Hale and others came."),
        ("EPA Secretary Eve Quill spoke.", "EPA Administrator Eve Quill spoke."),
        ("The director of the EPA Eve Quill spoke.", "The administrator of the EPA Eve Quill spoke."),
    ],
)
def test_a_wrong_title_beside_a_right_name_is_set_right(table: EntityTable, text: str, right: str) -> None:
    """The title becomes that of the office held then, in the writer's case; the name stays."""
    found = correct_text(text, table, date="2022-03-02")

    assert found.text == right
    assert [edit.error for edit in found.edits] == ["wrong_office"]
    assert text[found.edits[0].start : found.edits[0].end] == found.edits[0].surface


@pytest.mark.parametrize(
    "text",
    [
        "President Pratt spoke at noon.",
        "Senator Wynn came in at noon.",
        "Senator Kerr came in at noon.",
        "Mayor Otis was there, too.",
    ],
)
def test_a_surname_alone_may_be_a_strangers(table: EntityTable, text: str) -> None:
    """A surname alone behind a title that its bearer never had may be that of one who has it by right."""
    assert correct_text(text, table, date="2022-03-02").text == text


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Prime Minister Tremblay spoke.", "2022-03-02"),
        ("President Tremblay of the club spoke of 1968.", "2022-03-02"),
        ("President Tremblay would have liked that.", "2022-03-02"),
        ("Former President Tremblay spoke.", "2022-03-02"),
        ("The wife of President Tremblay spoke.", "2022-03-02"),
        ("President Tremblay spoke in Ottawa.", "2016-03-02"),
        ("President Tremblay spoke in Ottawa.", "2029-03-02"),
        ("President Pratt signed the law.", "2022-03-02"),
        ("President Pratt of the United States came to Britain.", "2022-03-02"),
        ("Spanish President Ana Iruzubieta spoke.", "2022-03-02"),
        ("Senator Wynn spoke.", "2022-03-02"),
        ("Senator Kay Lowe of Australia spoke.", "2022-03-02"),
        ("EPA chief Eve Quill spoke.", "2022-03-02"),
        ("Presidents Tremblay and Bosworth met in Canada.", "2022-03-02"),
    ],
)
def test_a_title_that_may_be_right_stays(table: EntityTable, text: str, date: str) -> None:
    """Titles once held, thought of, of other times or perhaps a stranger's; other names of the office."""
    found = correct_text(text, table, date=date)

    assert found.text == text


@pytest.mark.parametrize("text", ["Defence Minister Kim Elle of Denmark spoke."])
def test_one_ministry_for_another_is_told_and_left(table: EntityTable, text: str) -> None:
    """The name may as well be the slip: the error is told, nothing is changed."""
    found = correct_text(text, table, date="2022-03-02")

    assert found.text == text
    assert [name.error for name in found.names if name.entity_id == "elle"] == ["wrong_office"]
