"""Which evidence is found for and against a candidate, and its sign."""

import pytest
from made_people import AUSTIN, EVERYBODY, KAN, KERRY, MERKEL, MOTEGI, SUGA, person

from corrigenda.reconcile.context import reviewed_weights
from corrigenda.reconcile.resolve import reconcile_names
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity, EntityName
from corrigenda.schemas.names import Mention


def evidence(entity: Entity, **mention: str | int) -> dict[str, float]:
    """The evidence about the only person of a table."""
    (found,) = reconcile_names([Mention.model_validate({"id": "1", **mention})], EntityTable.of([entity]))
    return {one.kind: one.weight for one in found.evidence}


@pytest.mark.parametrize(
    ("entity", "title", "date", "kind"),
    [
        (SUGA, "Prime Minister", "2021-03-16", "office.held"),
        (SUGA, "Prime Minister", None, "office.some_time"),
        (SUGA, "Prime Minister", "2021-10-20", "office.grace"),
        (SUGA, "Prime Minister", "2020-09-10", "office.grace"),
        (SUGA, "Prime Minister", "2022-03-16", "office.past"),
        (SUGA, "Prime Minister", "2020-03-16", "office.future"),
        (SUGA, "incoming Prime Minister", "2020-09-10", "office.incoming"),
        (SUGA, "former Prime Minister", "2022-03-16", "office.former"),
        (SUGA, "former Prime Minister", "2021-03-16", "office.still"),
        (SUGA, "British Prime Minister", "2021-03-16", "office.other_country"),
        (SUGA, "Foreign Minister", "2021-03-16", "office.unknown"),
        (SUGA, "Mayor", "2021-03-16", "office.never"),
        (SUGA, "Prime Minister", "2027-03-16", "office.stale"),
        (KERRY, "Secretary of State", "2021-03-16", "office.past"),
        (KERRY, "Secretary", "2021-03-16", "office.courtesy"),
        (MERKEL, "Chancellor", "2021-12-20", "office.grace"),
    ],
)
def test_office_and_date(entity: Entity, title: str, date: str | None, kind: str) -> None:
    """The office is held against the person's terms on the date, with a grace for hand-overs."""
    family = entity.names[0].family or ""

    found = evidence(entity, surface=family, title=title, **({"date": date} if date else {}))

    beside = ("office.held_by_another", "office.named")
    assert [one for one in found if one.startswith("office.") and one not in beside] == [kind]


def test_an_office_that_others_of_the_country_held_was_never_held() -> None:
    """Only where the table knows the office in that country does it speak against who never held it."""
    table = EntityTable.of([SUGA, MOTEGI])
    mention = Mention(id="1", surface="Yoshihide Suga", title="Foreign Minister", date="2021-03-16")

    (found,) = reconcile_names([mention], table)

    assert "office.never" in {one.kind for one in found.evidence}


def test_a_year_in_the_sentence_excuses_a_past_office() -> None:
    """A sentence that speaks of 2011 may call the man of 2011 by his office."""
    text = "In March 2011, Prime Minister Kan flew over the plant."
    mention = Mention(
        id="1",
        surface="Kan",
        title="Prime Minister",
        date="2021-03-11",
        text=text,
        start=text.index("Kan"),
    )

    (resolution,) = reconcile_names([mention], EntityTable.of([KAN]))

    found = {one.kind for one in resolution.evidence}
    assert "office.year" in found
    assert "office.past" not in found


def test_the_holder_is_named() -> None:
    """Where somebody else is known to have held the office then, the evidence says who."""
    mention = Mention(id="1", surface="Angela Merkel", title="German Chancellor", date="2022-06-20")

    (found,) = reconcile_names([mention], EntityTable.of(EVERYBODY))

    assert any("Olaf Scholz" in one.detail for one in found.evidence if one.kind == "office.held_by_another")


def test_an_office_that_many_hold_says_less() -> None:
    """The more people hold such an office, the weaker the evidence."""
    alone = evidence(SUGA, surface="Suga", title="Prime Minister", date="2021-03-16")["office.held"]
    others = [person(f"p{n}", f"Given{n}", f"Family{n}", *SUGA.terms[:1], country="JP") for n in range(5)]
    mention = Mention(id="1", surface="Suga", title="Prime Minister", date="2021-03-16")
    (found,) = reconcile_names([mention], EntityTable.of([SUGA, *others]))

    (among_many,) = [one.weight for one in found.evidence if one.kind == "office.held"]
    assert among_many < alone


def test_a_common_surname_says_less() -> None:
    """A surname that many people of the table bear is weaker evidence."""
    alone = evidence(AUSTIN, surface="Lloyd Austin")["family.rare"]
    family = [person(f"austin{n}", f"Given{n}", "Austin", country="US") for n in range(50)]
    (found,) = reconcile_names([Mention(id="1", surface="Lloyd Austin")], EntityTable.of([AUSTIN, *family]))

    assert {one.kind: one.weight for one in found.evidence}["family.rare"] < alone


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("Maria Lindqvist", "Marla Lindqvist"),
        ("Maria Lindqvist", "M. Lindqvist"),
        ("Maria Lindqvist", "Lindqvist Maria"),
        ("Maria Lindqvist", "Maria Elena Lindqvist"),
        ("Maria Elena Lindqvist", "Maria Lindqvist"),
        ("Maria Jr", "Maria Elena Jr"),
    ],
)
def test_a_whole_name_comes_first_however_common(written: str, other: str) -> None:
    """That many bear a name speaks alike for strangers against all whom the name as written fits."""
    many = [person(f"maria{n}", "Maria", f"Novotny{n}", country="SE") for n in range(300)]
    many += [person(f"lindqvist{n}", f"Karel{n}", "Lindqvist", country="SE") for n in range(300)]
    two = [
        Entity(id=name, type="person", names=(EntityName(text=name, kind="canonical"),))
        for name in (other, written)
    ]
    table = EntityTable.of([*two, *many])

    (found,) = reconcile_names([Mention(id="1", surface=written, type="person")], table)

    first = found.entity_id or (found.runner_up.entity_id if found.runner_up is not None else None)
    assert first == written


@pytest.mark.parametrize(
    ("entity", "date", "kind"),
    [
        (MOTEGI.model_copy(update={"died": "2001-01-01"}), "2021-03-16", "alive.dead"),
        (MOTEGI.model_copy(update={"born": "2015"}), "2021-03-16", "alive.unborn"),
    ],
)
def test_alive_at_the_date(entity: Entity, date: str, kind: str) -> None:
    """The dead of long ago and children are unlikely in the news."""
    assert evidence(entity, surface="Toshimitsu Motegi", date=date)[kind] < 0


@pytest.mark.parametrize(
    ("country", "kind"), [("Japan", "country.same"), ("Japanese", "country.same"), ("Italy", "country.other")]
)
def test_country(country: str, kind: str) -> None:
    """A country beside the name, in any wording, speaks for or against."""
    assert kind in evidence(MOTEGI, surface="Motegi", country=country)


@pytest.mark.parametrize(
    ("surface", "kind", "told"),
    [
        ("Ilona Marchetta", "family.typo", True),
        ("Ilona Marchetta", "slip.rare", True),
        ("Ilona Marchetti", "slip.rare", False),
        ("Ilona Romano", "family.different", True),
        ("Ilona Marchetti", "family.rare", True),
    ],
)
def test_a_slip_is_judged_by_what_it_makes(surface: str, kind: str, told: bool) -> None:
    """Of a slip it counts how rare the word is that it makes, of a right name how rare that is."""
    marchetti = person("marchetti", "Ilona", "Marchetti", country="IT")

    assert (kind in evidence(marchetti, surface=surface)) is told


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The golfer Lloyd Austin won.", {"trade.other"}),
        ("Lloyd Austin, 32, a baker, won.", {"trade.other", "trade.age"}),
        ("Lloyd Austin, the defence secretary, left.", set()),
        ("Then Lloyd Austin left.", set()),
    ],
)
def test_a_trade_beside_the_name(text: str, kinds: set[str]) -> None:
    """Whoever is introduced by a trade or an age is hardly the one whom everybody knows."""
    found = evidence(AUSTIN, surface="Lloyd Austin", text=text, start=text.index("Lloyd"))

    assert {kind for kind in found if kind.startswith("trade.")} == kinds


def test_every_kind_has_a_reviewed_weight_of_the_right_sign() -> None:
    """What speaks for a candidate is positive, what speaks against it negative."""
    weights = reviewed_weights().evidence
    against = (
        "other.part",
        "past",
        "future",
        "never",
        "unborn",
        "rejected",
        "still",
        "share",
    )

    assert {kind for kind in weights if kind.endswith(against) and weights[kind] >= 0} == set()
    assert all(weights[kind] > 0 for kind in ("office.held", "family.same", "given.same", "text.full_name"))
