"""Names resolved, alone and together with the rest of their text."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_people import EVERYBODY, person, small_table

from corrigenda.reconcile.context import Decision, Decisions
from corrigenda.reconcile.resolve import reconcile_names
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.names import Choice, Mention, Resolution


@pytest.fixture(scope="module")
def table() -> EntityTable:
    """A few people and bodies."""
    return small_table()


def in_one_text(
    table: EntityTable, *names: tuple[str, str | None], date: str | None = "2021-03-16"
) -> list[Resolution]:
    """The names, each with its title, resolved as one text that consists of them."""
    text = ". ".join(f"{title or 'And'} {surface}" for surface, title in names)
    mentions, place = [], 0
    for number, (surface, title) in enumerate(names):
        place = text.index(surface, place)
        mentions.append(
            Mention(id=f"{number}", surface=surface, title=title, date=date, text=text, start=place)
        )
        place += len(surface)
    return list(reconcile_names(mentions, table))


def test_keeps_the_order_and_the_ids(table: EntityTable) -> None:
    """One resolution for each mention, in the order of the input, with the offsets of the surface."""
    found = in_one_text(table, ("Blinken", None), ("Motegi", None), ("Blinken", None))

    assert [one.id for one in found] == ["0", "1", "2"]
    assert [(one.start, one.end) for one in found] == [(4, 11), (17, 23), (29, 36)]


def test_no_mentions(table: EntityTable) -> None:
    """Nothing in, nothing out."""
    assert reconcile_names([], table) == ()


@pytest.mark.parametrize("turned", [False, True])
def test_a_surname_takes_the_resolution_of_the_full_name(table: EntityTable, turned: bool) -> None:
    """ "Kan" in a text that names Naoto Kan in full is he, wherever the full name stands."""
    names: list[tuple[str, str | None]] = [("Naoto Kan", None), ("Kan", None)]

    found = in_one_text(table, *(names[::-1] if turned else names))

    assert {(one.entity_id, one.status) for one in found} == {("kan", "linked")}


def test_a_part_of_a_wrong_name_is_wrong_too(table: EntityTable) -> None:
    """Whoever misreads a full name misreads the surname again."""
    _, short = in_one_text(table, ("Toshimichi Shigeki", "Foreign Minister"), ("Shigeki", None))

    assert (short.entity_id, short.error, short.variant) == ("motegi", "misreading", "surname_only")
    assert short.corrected == "Motegi"


def test_spellings_of_one_text_support_each_other(table: EntityTable) -> None:
    """A slip in a surname alone is told beside the full name, and not without it."""
    _, beside = in_one_text(table, ("Antony Blinken", None), ("Blinkenn", None))
    (alone,) = in_one_text(table, ("Blinkenn", None))

    assert (beside.entity_id, beside.error) == ("blinken", "misspelling")
    assert (alone.status, alone.error) == ("nil", None)


def test_a_relative_does_not_become_the_person(table: EntityTable) -> None:
    """Somebody of the same surname in the same text is not drawn in by it."""
    _, relative, short = in_one_text(
        table, ("Joe Biden", "President"), ("Hunter Biden", None), ("Biden", "President")
    )

    assert (relative.status, relative.corrected) == ("nil", None)
    assert short.entity_id == "biden"


def test_a_surname_of_somebody_unknown_is_not_taken_for_a_holder(table: EntityTable) -> None:
    """Where only an unknown full name explains the surname, it is left open."""
    _, short = in_one_text(table, ("Claudia Kerry", None), ("Kerry", None))

    assert short.status != "linked"


def test_offices_tell_the_time_of_a_text(table: EntityTable) -> None:
    """Without a date the people of the text tell which Prime Minister Kan can be meant."""
    names: list[tuple[str, str | None]] = [
        ("Antony Blinken", "U.S. Secretary of State"),
        ("Toshimitsu Motegi", "Japanese Foreign Minister"),
        ("Kan", "Prime Minister"),
    ]

    *_, found = in_one_text(table, *names, date=None)

    assert (found.entity_id, found.corrected) == ("suga", "Suga")


def test_a_new_holder_after_the_tables_date_is_not_rewritten(table: EntityTable) -> None:
    """What happened after the table's date it cannot contradict."""
    mention = Mention(id="1", surface="Haruka Kishida", title="Japanese Prime Minister", date="2029-05-01")

    (found,) = reconcile_names([mention], table)

    assert (found.corrected, found.error) == (None, None)


def test_swapped_persons_are_told(table: EntityTable) -> None:
    """A president under the name of another country's is told, and set right where the text names him."""
    (alone,) = in_one_text(table, ("Putin", "Ukrainian President"))
    _, beside = in_one_text(table, ("Volodymyr Zelenskyy", None), ("Putin", "Ukrainian President"))

    assert (alone.error, alone.corrected) == ("wrong_person", None)
    assert (beside.entity_id, beside.error, beside.corrected) == ("zelenskyy", "wrong_person", "Zelenskyy")


# The user and the model


def test_an_accepted_decision_settles_it(table: EntityTable) -> None:
    """What the user accepted is linked and set right the next time."""
    decisions = Decisions([Decision(verdict="accepted", surface="T. Shigeki", entity_id="motegi")])
    mention = Mention(id="1", surface="T. Shigeki")

    (found,) = reconcile_names([mention], table, decisions=decisions)

    assert (found.status, found.entity_id, found.corrected) == ("linked", "motegi", "T. Motegi")


def test_a_rejected_decision_is_kept(table: EntityTable) -> None:
    """What the user rejected is not offered again."""
    decisions = Decisions([Decision(verdict="rejected", surface="Kan", entity_id="suga")])
    mention = Mention(id="1", surface="Kan", title="Prime Minister", date="2021-03-16")

    (found,) = reconcile_names([mention], table, decisions=decisions)

    assert found.corrected is None


def test_a_learned_wrong_form_is_set_right(table: EntityTable) -> None:
    """A wrong form that sources use for somebody is known from then on."""
    decisions = Decisions([Decision(verdict="learned", surface="Fumio Kishada", entity_id="kishida")])

    (found,) = reconcile_names([Mention(id="1", surface="Fumio Kishada")], table, decisions=decisions)

    assert (found.entity_id, found.corrected) == ("kishida", "Fumio Kishida")


def test_the_model_is_asked_within_its_budget(table: EntityTable) -> None:
    """Only undecided names are shown, at most as many as the budget allows, and the choice is evidence."""
    asked: list[str] = []

    def choose_naoto(mention: Mention, candidates: Sequence[Entity]) -> Choice:
        asked.append(mention.surface)
        return Choice(entity_id="kan" if any(one.id == "kan" for one in candidates) else None)

    mentions = [Mention(id=f"{n}", surface=name) for n, name in enumerate(("Suga", "Motegi", "Suga"))]

    without = reconcile_names(mentions, table)
    found = reconcile_names(mentions, table, adjudicate=choose_naoto, budget=1)

    assert without[0].status == "undecided"
    assert asked == ["Suga"]
    assert (found[0].status, found[0].entity_id) == ("linked", "kan")
    assert "model.chosen" in {one.kind for one in found[0].evidence}
    assert found[2] == without[2].model_copy(update={"id": "2"})


def test_a_decision_brings_in_whom_the_name_does_not(table: EntityTable) -> None:
    """Who is decided on is among the candidates, however the name is written."""
    decisions = Decisions([Decision(verdict="accepted", surface="the Fox of Akita", entity_id="suga")])

    (found,) = reconcile_names([Mention(id="1", surface="the Fox of Akita")], table, decisions=decisions)

    assert (found.status, found.entity_id) == ("linked", "suga")


def test_without_an_answer_a_name_stays_undecided(table: EntityTable) -> None:
    """No answer is not the same as none of them: it says nothing about the name."""
    mentions = [Mention(id="1", surface="Kan")]

    without = reconcile_names(mentions, table)

    assert reconcile_names(mentions, table, adjudicate=lambda mention, shown: None, budget=1) == without


# Properties

SURFACES = st.sampled_from(
    [
        "John Blinken",
        "Tony Blinken",
        "Kan",
        "Toshimichi Mogi",
        "Kishida",
        "Blinkin",
        "MOTEGI Toshimitsu",
        "Biden",
    ]
)
TITLES = st.sampled_from([None, "Prime Minister", "U.S. Secretary of State", "Foreign Minister", "President"])
DATES = st.sampled_from([None, "2010-09-01", "2021-03-16", "2023-05-03"])
MENTIONS = st.builds(
    lambda surface, title, date: Mention(id="1", surface=surface, title=title, date=date),
    SURFACES,
    TITLES,
    DATES,
)
STRANGERS = st.builds(
    lambda number, given, family: person(f"z{number}", given, family, country="FR"),
    st.integers(0, 99),
    st.sampled_from(["Zoé", "Wilfrid", "Ghislaine"]),
    st.sampled_from(["Quesnel", "Vuillard", "Delacourt"]),
)


@settings(max_examples=40, deadline=None)
@given(MENTIONS, STRANGERS)
def test_an_unrelated_entity_changes_nothing_for_the_worse(mention: Mention, stranger: Entity) -> None:
    """Another entity that has nothing to do with the name never turns a right decision into a wrong one."""
    (before,) = reconcile_names([mention], EntityTable.of(EVERYBODY))
    (after,) = reconcile_names([mention], EntityTable.of([*EVERYBODY, stranger]))

    assert (after.status, after.entity_id, after.corrected) == (
        before.status,
        before.entity_id,
        before.corrected,
    )
    assert after.confidence <= before.confidence + 0.02


@settings(max_examples=20, deadline=None)
@given(MENTIONS, st.permutations(EVERYBODY))
def test_the_order_of_the_table_does_not_matter(mention: Mention, order: list[Entity]) -> None:
    """The same entities in any order give the same resolution."""
    expected = reconcile_names([mention], small_table())

    assert reconcile_names([mention], EntityTable.of(order)) == expected


BESIDE = ("wrong_office", "wrong_place")
"""Errors of the words beside a name that is right."""


@settings(max_examples=40, deadline=None)
@given(MENTIONS)
def test_a_variant_is_never_an_error(mention: Mention) -> None:
    """An error and a variant stand together only where a wrong name is also shortened."""
    (found,) = reconcile_names([mention], small_table())

    assert found.error is None or found.variant in (None, "surname_only") or found.error in BESIDE
    assert found.corrected is None or found.error is not None


# Bad tables


def test_thousands_of_one_name_cost_little_and_decide_nothing() -> None:
    """A name that everybody in the table bears is nobody's, and is found out in a moment."""
    alike = [person(f"p{number}", "Ann", "Lee", country="GB") for number in range(2_000)]
    table = EntityTable.of([*EVERYBODY, *alike])
    mentions = [Mention(id="1", surface="Ann Lee"), Mention(id="2", surface="Lee", title="Prime Minister")]

    begun = time.process_time()
    found = reconcile_names(mentions, table)

    assert time.process_time() - begun < 5
    assert [one.status == "linked" for one in found] == [False, False]
    assert [one.corrected for one in found] == [None, None]


@pytest.mark.parametrize(
    "surface", ["Seema \u041a\u043e\u043b\u043e\u043d", "\u0410nn Lee", "李 Lee", "Aλpha Beta", "ش Lee"]
)
def test_a_name_in_mixed_scripts(surface: str) -> None:
    """A name of two scripts is found by its own letters, and never makes another name an error."""
    given_name, family = surface.split()
    mixed = person("mixed", given_name, family, country="UA")
    mentions = [Mention(id="1", surface=surface), Mention(id="2", surface="Antony Blinken")]

    found = reconcile_names(mentions, EntityTable.of([*EVERYBODY, mixed]))

    assert [one.entity_id for one in found] == ["mixed", "blinken"]
    assert [one.corrected for one in found] == [None, None]
