"""Texts set right: what changes, what must not, and where."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_people import small_table
from places import ARTICLES, SHARED

from corrigenda.reconcile.correct import apply_edits, correct_text
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity, EntityName
from corrigenda.schemas.names import CorrectedText, Edit, Mention

SEEDS = SHARED / "seeds"

ARTICLE = """TOKYO, March 17 — U.S. Secretary of State John Blinken sat down with Japanese Foreign Minister \
Toshimichi Motegi on Wednesday, a day after the ministers of both countries issued a joint paper.

“The alliance has rarely been closer,” Toshimichi Shigeki told reporters. His office said that Prime \
Minister Kan would receive the guests in the evening. Blinken thanked Kan’s cabinet for its welcome.

Defense Secretary Lloyd Austin joined the talks. Hunter Biden, the son of President Joe Biden, did not take \
part. John Kerry, who was Secretary of State until 2017, sent a message. In Kansas, nobody took notice.
"""

RIGHT = (
    ARTICLE.replace("John Blinken", "Antony Blinken")
    .replace("Toshimichi Motegi", "Toshimitsu Motegi")
    .replace("Toshimichi Shigeki", "Toshimitsu Motegi")
    .replace("Kan would", "Suga would")
    .replace("Kan’s cabinet", "Suga’s cabinet")
)


@pytest.fixture(scope="module")
def starter() -> EntityTable:
    """The packaged table."""
    return EntityTable.starter()


@pytest.mark.parametrize("date", ["2021-03-17", None])
@pytest.mark.parametrize("packaged", [True, False])
def test_an_article_is_set_right(starter: EntityTable, date: str | None, packaged: bool) -> None:
    """Every wrong name is set right in the writer's form, every right one is left, with or without a date."""
    corrected = correct_text(ARTICLE, starter if packaged else small_table(), date=date)

    assert corrected.text == RIGHT


def test_a_right_article_stays(starter: EntityTable) -> None:
    """What was set right is not touched again."""
    assert correct_text(RIGHT, starter, date="2021-03-17").edits == ()


def test_edits_say_where_and_why(starter: EntityTable) -> None:
    """Each edit stands where its surface stands in the raw text, and carries its reasons."""
    corrected = correct_text(ARTICLE, starter, date="2021-03-17")

    for edit in corrected.edits:
        assert ARTICLE[edit.start : edit.end] == edit.surface
        assert edit.surface != edit.replacement
        assert edit.confidence >= 0.9
        assert any(reason.startswith(("office.", "text.")) for reason in edit.reasons)


def test_only_the_spans_are_read(starter: EntityTable) -> None:
    """Outside the given stretches nothing is looked at."""
    end = ARTICLE.index("“The alliance")

    corrected = correct_text(ARTICLE, starter, date="2021-03-17", spans=[(0, end)])

    assert corrected.text == RIGHT[: end + len("Antony") - len("John")] + ARTICLE[end:]


def test_mentions_may_be_given(starter: EntityTable) -> None:
    """Mentions from elsewhere (facts) take the place of the search."""
    start = ARTICLE.index("John Blinken")
    mention = Mention(id="f1", surface="John Blinken", title="Secretary of State", start=start)

    corrected = correct_text(ARTICLE, starter, date="2021-03-17", mentions=[mention])

    assert [edit.replacement for edit in corrected.edits] == ["Antony Blinken"]


PIECES = st.sampled_from(
    [
        "Secretary of State John Blinken",
        "Prime Minister Kan",
        "İstanbul",
        "said.",
        "Toshimichi Mogi",
        "“Kansas”",
        "\n\n",
        "President Joe Biden’s",
        "e\u0301",
        "外相",
        "茂木敏充",
        "Foreign Minister",
        "\u00ad",
        "on Tuesday,",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=12).map(" ".join), st.sampled_from(["2021-03-16", None]))
def test_nothing_outside_the_edits_changes(text: str, date: str | None) -> None:
    """A correction changes the text within its span and nowhere else."""
    corrected = correct_text(text, small_table(), date=date)

    shift = 0
    kept_raw, kept_new, place = [], [], 0
    for edit in corrected.edits:
        kept_raw.append(text[place : edit.start])
        kept_new.append(corrected.text[place + shift : edit.start + shift])
        shift += len(edit.replacement) - (edit.end - edit.start)
        place = edit.end
    kept_raw.append(text[place:])
    kept_new.append(corrected.text[place + shift :])
    assert kept_new == kept_raw


def test_edits_of_another_text_are_refused() -> None:
    """An edit whose surface does not stand where it says is an error, never a silent change."""
    edit = Edit(
        start=1, end=4, surface="Kan", replacement="Suga", entity_id="suga", error="misreading", confidence=1
    )

    with pytest.raises(ValueError, match="Kan"):
        apply_edits("Kansai and Kan", [edit])


# Whole articles: one of ours, and real ones where they are at hand


@pytest.mark.parametrize("date", ["2022-10-12", "2022", None])
def test_an_article_of_ours(starter: EntityTable, date: str | None) -> None:
    """Exactly the wrong names of an invented article are changed, each with its kind, and then none."""
    text = (ARTICLES / "harbour_tunnel.txt").read_text(encoding="utf-8")
    wanted = json.loads((ARTICLES / "harbour_tunnel.json").read_text(encoding="utf-8"))["corrections"]

    corrected = correct_text(text, starter, date=date)

    assert [[edit.surface, edit.replacement, edit.error] for edit in corrected.edits] == wanted
    assert correct_text(corrected.text, starter, date=date).edits == ()


def seed(number: str) -> str:
    """The raw text of a seed article; skips where the folder is absent."""
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the shared seed articles are not here")
    with found[0].open(encoding="utf-8", newline="") as file:
        return file.read()


@pytest.mark.parametrize("date", ["2021-03-16", None])
def test_the_machine_translated_seed(starter: EntityTable, date: str | None) -> None:
    """Exactly the six wrong names are changed, each to the right one with the right kind."""
    corrected: CorrectedText = correct_text(seed("004"), starter, date=date)

    assert [(edit.surface, edit.replacement, edit.error) for edit in corrected.edits] == [
        ("John Blinken", "Antony Blinken", "wrong_given_name"),
        ("Toshimichi Motegi", "Toshimitsu Motegi", "misreading"),
        ("Toshimichi Mogi", "Toshimitsu Motegi", "misreading"),
        ("Toshimichi Shigeki", "Toshimitsu Motegi", "misreading"),
        ("Kan", "Suga", "misreading"),
        ("John Blinken", "Antony Blinken", "wrong_given_name"),
    ]


@pytest.mark.parametrize(
    ("number", "date"),
    [("000", "2023-05-03"), ("001", "2021-06-30"), ("002", "2021-01-28"), ("003", "2024-01-13")],
)
@pytest.mark.parametrize("dated", [True, False])
def test_the_other_seeds_are_right(starter: EntityTable, number: str, date: str, dated: bool) -> None:
    """No name of an article without such errors is changed."""
    corrected = correct_text(seed(number), starter, date=date if dated else None)

    assert corrected.edits == ()


@pytest.mark.parametrize(
    ("text", "date", "right"),
    [
        ("President Ferdinand Marcoz Jr. spoke.", "2023-06-01", "President Ferdinand Marcos Jr. spoke."),
        ("Prime Minister Tun Anwr Ibrahim spoke.", "2023-06-01", "Prime Minister Tun Anwar Ibrahim spoke."),
        ("French President Emmanue1 Macr0n spoke.", "2022-06-01", "French President Emmanuel Macron spoke."),
        (
            "Former President George K.L. Bush spoke.",
            "2012-06-01",
            "Former President George K.L. Bush spoke.",
        ),
    ],
)
def test_what_stands_around_a_name_is_left(starter: EntityTable, text: str, date: str, right: str) -> None:
    """Suffixes and words of address stay as written, digits become letters, other initials are left."""
    assert correct_text(text, starter, date=date).text == right


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("Carl Nordahl Sr.", "Carl Nordahl Sr."),
        ("Carl Nordahl, Jr.", "Carl Nordahl Jr."),
        ("Carl Nordahl III", None),
    ],
)
def test_father_and_son_in_one_table(surface: str, name: str | None) -> None:
    """The suffix tells the bearers of one name apart; one that none of them bears is somebody else's."""
    people = ("Carl Nordahl Jr.", "Carl Nordahl Sr.")
    table = EntityTable.of(
        Entity(id=one, type="person", names=(EntityName(text=one, kind="canonical"),)) for one in people
    )

    (found,) = correct_text(f"On Monday {surface} spoke.", table).names

    assert found.entity_id == name


@pytest.mark.parametrize(
    "text",
    [
        "Correction: the minister is Toshimitsu Motegi, not Toshimichi Motegi.",
        "The minister is not Toshimichi Motegi but Toshimitsu Motegi, the paper said.",
        "Read Secretary of State Antony Blinken instead of Secretary of State John Blinken.",
        "The release named Secretary of State John Blinken [sic] twice.",
    ],
)
def test_what_a_text_quotes_or_denies_is_left(text: str) -> None:
    """A wrong name that is quoted as it stands, or told to be wrong, is told and not rewritten."""
    with EntityTable.starter() as table:
        corrected = correct_text(text, table, date="2021-03-16")

    assert corrected.text == text
    assert [name.error for name in corrected.names if name.error is not None] != []
