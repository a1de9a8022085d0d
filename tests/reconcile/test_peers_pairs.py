"""The eight pairs on which other matchers fail (with office and date where the pair gives them)."""

import pytest

from corrigenda.reconcile.resolve import reconcile_names
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.names import Mention

BLINKEN, JOE_BIDEN, MOTEGI, SUGA, NAOTO_KAN = "Q7821917", "Q6279", "Q1655453", "Q122465", "Q47846"
MARCH_2021 = "2021-03-16"


@pytest.fixture(scope="module")
def starter() -> EntityTable:
    """The packaged table, in which all of them stand."""
    return EntityTable.starter()


@pytest.mark.parametrize(
    ("surface", "title", "date", "expected"),
    [
        (
            "John Blinken",
            "U.S. Secretary of State",
            MARCH_2021,
            (BLINKEN, "wrong_given_name", None, "Antony Blinken"),
        ),
        ("Tony Blinken", None, None, (BLINKEN, None, "nickname", None)),
        ("MOTEGI Toshimitsu", None, None, (MOTEGI, None, "name_order", None)),
        ("Toshimichi Mogi", None, None, (MOTEGI, "misreading", None, "Toshimitsu Motegi")),
        ("Toshimichi Shigeki", None, None, (MOTEGI, "misreading", None, "Toshimitsu Motegi")),
        ("Kan", "Prime Minister", MARCH_2021, (SUGA, "misreading", "surname_only", "Suga")),
        ("Prime Minister Kan", None, MARCH_2021, (SUGA, "misreading", "surname_only", "Prime Minister Suga")),
    ],
)
def test_links_with_the_right_kind(
    starter: EntityTable,
    surface: str,
    title: str | None,
    date: str | None,
    expected: tuple[str, str | None, str | None, str | None],
) -> None:
    """Each name is linked to the right person, and the error or variant is of the right kind."""
    mention = Mention(id="1", surface=surface, title=title, date=date)

    (found,) = reconcile_names([mention], starter)

    assert found.status == "linked"
    assert (found.entity_id, found.error, found.variant, found.corrected) == expected


def test_a_relative_is_not_the_same_person(starter: EntityTable) -> None:
    """Hunter Biden is not Joe Biden, with or without an entry of his own."""
    alone = EntityTable.of([entity for entity in starter.entities() if "Hunter" not in entity.canonical])

    for table in (starter, alone):
        (found,) = reconcile_names([Mention(id="1", surface="Hunter Biden", date=MARCH_2021)], table)

        assert found.status != "linked" or found.entity_id != JOE_BIDEN
        assert found.corrected is None


def test_a_former_holder_is_contradicted_by_the_date(starter: EntityTable) -> None:
    """Naoto Kan bears the very name and held the office: in 2011 it is he, in 2021 it is not."""
    then, now = (
        Mention(id="then", surface="Kan", title="Prime Minister", date="2011-03-20"),
        Mention(id="now", surface="Kan", title="Prime Minister", date=MARCH_2021),
    )

    found_then, found_now = reconcile_names([then, now], starter)

    assert found_then.entity_id == NAOTO_KAN
    assert found_then.error is None
    assert found_now.entity_id == SUGA
    assert found_now.runner_up is None or found_now.runner_up.entity_id != NAOTO_KAN
