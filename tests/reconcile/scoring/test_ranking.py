"""From evidence to probabilities, status and the leave to correct."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_people import BLINKEN, EVERYBODY, JAPAN, KERRY, held, person, small_table

from corrigenda.reconcile.candidates import Candidate
from corrigenda.reconcile.context import reviewed_weights
from corrigenda.reconcile.names import compare_names, make_ready, tokenize_name
from corrigenda.reconcile.resolve import reconcile_names
from corrigenda.reconcile.scoring import ScoredCandidate, rank
from corrigenda.reconcile.scoring.ranking import status_of
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.names import Mention

WEIGHTS = reviewed_weights()
SCORES = st.floats(min_value=-20, max_value=20)


def scored(entity: Entity, score: float) -> ScoredCandidate:
    """The entity with that score."""
    candidate = Candidate(entity, compare_names(tokenize_name(entity.canonical), make_ready(entity)))
    return ScoredCandidate(candidate, (), score)


@given(SCORES, SCORES, SCORES)
def test_probabilities(one: float, other: float, nil: float) -> None:
    """All probabilities together are one, and who has more evidence comes first."""
    found = [scored(BLINKEN, one), scored(KERRY, other)]

    ranking = rank(found, nil, WEIGHTS)

    assert ranking.scored[0].score == max(entry.score for entry in found)
    if (WEIGHTS.calibration.slope, WEIGHTS.calibration.intercept) == (1.0, 0.0):
        assert sum(ranking.probabilities) + ranking.nil == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(6.0, -6.0, "linked"), (6.0, 5.8, "undecided"), (0.5, -6.0, "undecided"), (-4.0, -6.0, "nil")],
)
def test_status(first: float, second: float, expected: str) -> None:
    """Linked needs confidence and a gap to the second; nobody likeliest is nil; the rest is undecided."""
    found = [scored(BLINKEN, first), scored(KERRY, second)]

    assert status_of(rank(found, 0.0, WEIGHTS), WEIGHTS) == expected


def test_nobody_retrieved_is_nil() -> None:
    """Without any candidate the name is nobody's in the table."""
    assert status_of(rank([], 0.0, WEIGHTS), WEIGHTS) == "nil"


@pytest.mark.parametrize(
    ("surface", "title", "date"),
    [
        ("John Blinken", None, "2021-03-16"),
        ("Anthony Blinken", None, None),
        ("Kan", None, "2021-03-16"),
        ("Blinkin", None, "2021-03-16"),
        ("Hunter Biden", None, "2021-03-16"),
        ("John Kerry", "Secretary of State", "2021-03-16"),
        ("Yoko Suga", "Prime Minister", "2027-03-16"),
        ("Toshimitsu Kishida", None, "2022-03-16"),
        ("Jill Biden", "First Lady", "2021-03-16"),
        ("John Blinken", "Senator", "2021-03-16"),
        ("Blinken Ann Holm", "Secretary of State", "2021-03-16"),
        ("John Blinken", "British Foreign Secretary", "2021-03-16"),
        ("Tanaka", "Japanese Prime Minister", "2021-03-16"),
        ("Angela Merkel", "German Chancellor", "2022-06-20"),
    ],
)
def test_what_is_not_sure_is_left_alone(surface: str, title: str | None, date: str | None) -> None:
    """No correction by the name alone, against the office, of a namesake, or beyond the table's date."""
    (found,) = reconcile_names([Mention(id="1", surface=surface, title=title, date=date)], small_table())

    assert found.corrected is None


def test_a_relative_of_the_holder_is_left_alone() -> None:
    """After a word for a relative a full name of the holder's surname is somebody else's."""
    text = "They recalled an address by his father President Conrad Biden."
    mention = Mention(
        id="1",
        surface="Conrad Biden",
        title="President",
        country="US",
        date="2021-03-16",
        text=text,
        start=text.index("Conrad"),
    )

    (beside,) = reconcile_names([mention], small_table())
    (without,) = reconcile_names([mention.model_copy(update={"text": None, "start": None})], small_table())

    assert without.corrected == "Joe Biden"
    assert beside.corrected is None


def test_a_real_person_of_that_name_is_never_rewritten() -> None:
    """Once the table knows somebody of the full name, it is not set right, whatever the title says."""
    mention = Mention(id="1", surface="John Blinken", title="Secretary of State", date="2021-03-16")
    namesake = person("john", "John", "Blinken", country="US")

    (without,) = reconcile_names([mention], EntityTable.of(EVERYBODY))
    (beside,) = reconcile_names([mention], EntityTable.of([*EVERYBODY, namesake]))

    assert without.corrected == "Antony Blinken"
    assert beside.corrected is None


def test_a_slip_that_two_nearly_bear_is_left_alone() -> None:
    """A misspelling by the name alone is set right only where nobody else nearly bears the name."""
    mention = Mention(id="1", surface="Antony Blinkon")
    near = person("near", "Antony", "Blinkan", country="GB")

    (without,) = reconcile_names([mention], EntityTable.of([BLINKEN, JAPAN]))
    (beside,) = reconcile_names([mention], EntityTable.of([BLINKEN, JAPAN, near]))

    assert without.corrected == "Antony Blinken"
    assert beside.corrected is None


@pytest.mark.parametrize(
    ("surface", "title", "corrected"),
    [
        ("Ilona Barchetti", None, "Ilona Marchetti"),
        ("Ilona Marchettu", "Minister of Health", "Ilona Marchetti"),
        ("Ilona Marchetti", "Minister of Health", None),
        ("Helena Marchetti", "Minister of Health", None),
        ("Ilona Zarcketti", None, None),
    ],
)
def test_a_plain_slip_in_a_full_name(surface: str, title: str | None, corrected: str | None) -> None:
    """One letter of a long name is a slip, whatever the title says; three make the name of somebody else."""
    crowd = [
        person(f"{n}", *name, country="IT") for n, name in enumerate((("Ugo", "Fabbri"), ("Pia", "Serra")))
    ]
    marchetti = person(
        "marchetti", "Ilona", "Marchetti", held("Minister of Finance", "IT", "2020-02-01"), country="IT"
    )
    mention = Mention(id="1", surface=surface, title=title, date="2023-05-04", type="person")

    (found,) = reconcile_names([mention], EntityTable.of([marchetti, *crowd]))

    assert found.corrected == corrected
