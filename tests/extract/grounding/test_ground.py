"""A draft held against the article: what stands there stays, what does not is thrown out and said."""

from datetime import date

import pytest
from made_contexts import SOURCE, made_context
from pydantic import BaseModel

from corrigenda.extract.drafts import Malformed, answer_shape
from corrigenda.extract.grounding import ArticleContext, ground_draft
from corrigenda.extract.policy import ExtractionPolicy, policy_of
from corrigenda.schemas.article import Published
from corrigenda.schemas.facts import Fact, Organization, Person, Quote, When
from corrigenda.schemas.news import NewsFact
from corrigenda.schemas.records import GroundedFact, Reject

TALKS = (
    "U.S. Secretary of State John Berg met Foreign Minister Ann Holm in Oslo on Tuesday.",
    "“We agree,” Holm said.",
    "Berg is expected to visit Rome.",
)
NAMES = (
    ("John Berg", "person", "U.S. Secretary of State"),
    ("Berg", "person", None),
    ("Ann Holm", "person", "Foreign Minister"),
    ("Holm", "person", None),
    ("Oslo", "place", None),
    ("Rome", "place", None),
)


class Remark(Fact):
    """Somebody says something."""

    person: Person
    words: Quote
    party: Organization | None = None
    when: When | None = None


def _context() -> ArticleContext:
    return made_context(
        TALKS,
        names=NAMES,  # type: ignore[arg-type]  # a tuple of literals
        published=Published(day=date(2023, 5, 3), how="printed"),
    )


def _ground(
    schema: type[Fact], number: int, context: ArticleContext, **values: object
) -> tuple[GroundedFact | None, tuple[Reject, ...]]:
    shape = answer_shape(schema, [number], most=4)
    ((_, draft),) = shape.model_validate({str(number): [values]}).items()
    assert isinstance(draft, BaseModel)
    return ground_draft(draft, number, schema, context, SOURCE, policy=policy_of(schema))


def test_every_place_is_the_raw_articles() -> None:
    """Whatever the model wrote, ``text[start:end] == surface``, and the fact holds what stands there."""
    context = _context()
    fact, rejects = _ground(
        NewsFact,
        1,
        context,
        what="met in Oslo",
        who=["john berg", "Ann Holm"],
        kind="meeting",
        where=["oslo"],
    )

    assert fact is not None
    assert rejects == ()
    assert fact.fact == NewsFact(
        what="met in Oslo", who=("John Berg", "Ann Holm"), kind="meeting", where=("Oslo",)
    )
    assert {path: g.alignment for path, g in fact.fields.items()} == {
        "who[0]": "normalised",
        "who[1]": "exact",
        "where[0]": "normalised",
    }
    assert all(context.text[g.start : g.end] == g.surface for g in fact.fields.values())


def test_a_name_is_narrowed_to_the_name() -> None:
    """A title that the model copied along is no part of the name."""
    fact, _ = _ground(
        NewsFact, 1, _context(), what="met", who=["U.S. Secretary of State John Berg"], kind="meeting"
    )

    assert fact is not None
    assert fact.fact.model_dump()["who"] == ("John Berg",)


def test_two_names_in_one_item_are_two() -> None:
    """A small model joins what it should list."""
    context = made_context(
        ["Berg and Foreign Minister Ann Holm met."],
        names=[("Berg", "person", None), ("Ann Holm", "person", "Foreign Minister")],
    )
    fact, _ = _ground(
        NewsFact, 1, context, what="met", who=["Berg and Foreign Minister Ann Holm"], kind="meeting"
    )

    assert fact is not None
    assert fact.fact.model_dump()["who"] == ("Berg", "Ann Holm")


def test_a_full_name_is_taken_back_to_the_surname_that_stands_there() -> None:
    """The model may not improve what the sentence writes; correction is the reconciler's."""
    fact, _ = _ground(
        NewsFact, 3, _context(), what="is expected to visit Rome", who=["John Berg"], kind="visit"
    )

    assert fact is not None
    assert fact.fact.model_dump()["who"] == ("Berg",)


def test_a_name_that_stands_nowhere_near_is_a_reject() -> None:
    """One absent name costs that name; a fact of which nothing stands there is no fact."""
    kept, rejects = _ground(NewsFact, 1, _context(), what="met", who=["Ann Holm", "Kim"], kind="meeting")
    gone, also = _ground(NewsFact, 1, _context(), what="met", who=["Kim"], kind="meeting")

    assert kept is not None
    assert kept.fact.model_dump()["who"] == ("Ann Holm",)
    assert [(reject.stage, reject.detail["surface"]) for reject in rejects] == [("ground", "Kim")]
    assert gone is None
    assert also[0].sentence == 1


def test_a_quotation_must_be_the_articles_to_the_letter() -> None:
    """A changed word is no quotation, and a fact without its required field is no fact."""
    context = _context()
    right, _ = _ground(Remark, 2, context, person="Holm", words='"We agree,"')
    wrong, rejects = _ground(Remark, 2, context, person="Holm", words="We never agreed to that")

    assert right is not None
    assert right.fields["words"].surface == "“We agree,”"
    assert wrong is None
    assert rejects[0].detail["field"] == "words"


def test_a_time_is_widened_and_resolved_against_the_day_of_publication() -> None:
    """The model copied the day; the sentence says more, and the code says when that was."""
    fact, _ = _ground(NewsFact, 1, _context(), what="met", who=["Ann Holm"], kind="meeting", when="Tuesday")

    assert fact is not None
    assert fact.fields["when"].surface.endswith("Tuesday")
    time = fact.fields["when"].time
    assert time is not None
    assert (time.start, time.end) == (date(2023, 5, 2), date(2023, 5, 2))


@pytest.mark.parametrize(
    ("number", "field", "value"),
    [
        (1, "speaker", "Ann Holm"),
        (1, "status", "planned"),
        (1, "status", "denied"),
        (1, "negated", True),
        (1, "where", ["Ann Holm"]),
        (1, "when", "in Oslo"),
    ],
)
def test_what_the_sentence_has_no_word_for_is_left_out(number: int, field: str, value: object) -> None:
    """A speaker where nobody is cited, a plan without a word of future, a person as a place: only noted."""
    fact, _ = _ground(
        NewsFact, number, _context(), **{"what": "met", "who": ["Ann Holm"], "kind": "meeting", field: value}
    )

    assert fact is not None
    assert fact.fact == NewsFact(what="met", who=("Ann Holm",), kind="meeting")
    assert any(field in note for note in fact.notes)


def test_a_plan_stays_a_plan() -> None:
    """Where the sentence has the word, the status is kept."""
    fact, _ = _ground(
        NewsFact,
        3,
        _context(),
        what="is expected to visit Rome",
        who=["Berg"],
        kind="visit",
        status="planned",
        where=["Rome"],
    )

    assert fact is not None
    assert fact.fact.model_dump()["status"] == "planned"


def test_a_name_alone_says_nothing() -> None:
    """A fact whose content is a name with its title is thrown out, and said."""
    fact, rejects = _ground(
        NewsFact, 1, _context(), what="Foreign Minister Ann Holm", who=["Ann Holm"], kind="other"
    )

    assert fact is None
    assert "says nothing" in rejects[-1].reason


@pytest.mark.parametrize(
    ("gist", "kept"), [("talks in Oslo with Holm", True), ("signed a treaty on fish", False)]
)
def test_what_a_fact_says_is_said_by_its_sentence(gist: str, kept: bool) -> None:
    """In the model's own order of words perhaps, but not in words of another sentence or of nobody."""
    fact, rejects = _ground(NewsFact, 1, _context(), what=gist, who=["Ann Holm"], kind="meeting")

    assert (fact is not None) == kept
    assert [reject.detail.get("field") for reject in rejects] == ([] if kept else ["what"])


@pytest.mark.parametrize(
    "gist",
    [
        "rose to 15 percent on hopes of talks",
        "rose to 1.5 percent on fears of talks with Mrs. Berg",
        "fell to 1.5 percent on hopes of talks",
        "did not rise to 1.5 percent on hopes of talks",
        "rose to 1.5 percent on hopes of talks with Kim",
    ],
)
def test_what_is_retold_keeps_numbers_names_and_polarity(gist: str) -> None:
    """In other words than the sentence's, but with no other figure, name, form of address or contrary."""
    context = made_context(["The rate rose on Monday to 1.5 percent, on hopes of talks with Mr. Berg."])
    fact, rejects = _ground(NewsFact, 1, context, what=gist, who=["Berg"], kind="other")

    assert fact is None
    assert [reject.detail.get("field") for reject in rejects] == ["what"]


class Hiring(Fact):
    """An organization takes somebody on."""

    person: Person
    by: Organization | None = None


@pytest.mark.parametrize(
    ("values", "kept", "told"),
    [
        ({"person": "Ann Holm", "by": "Berg"}, {"person": "Ann Holm", "by": None}, "by 'Berg' left out"),
        ({"person": "Oslo Bank", "by": "Oslo Bank"}, None, "it names an organization"),
        ({"person": "Ann Holm", "by": "Oslo Bank"}, {"person": "Ann Holm", "by": "Oslo Bank"}, ""),
        ({"person": "Ann Holm Dahl", "by": None}, {"person": "Ann Holm Dahl", "by": None}, ""),
    ],
)
def test_a_marker_is_a_promise(
    values: dict[str, str | None], kept: dict[str, str | None] | None, told: str
) -> None:
    """No person stands in an ``Organization``, nothing else in a ``Person``; what is left out is told."""
    context = made_context(
        ["Oslo Bank took on Ann Holm Dahl, not Berg or Ann Holm."],
        names=[("Oslo Bank", "organization", None), ("Ann Holm", "person", None), ("Berg", "person", None)],
    )
    fact, rejects = _ground(Hiring, 1, context, **values)

    assert (None if fact is None else fact.fact.model_dump()) == kept
    assert told in " ".join([*(fact.notes if fact else ()), *(reject.reason for reject in rejects)])


def test_a_policy_may_keep_what_the_marker_is_not_for() -> None:
    """Then a note says so."""
    context = made_context(
        ["Berg took on Ann Holm."], names=[("Ann Holm", "person", None), ("Berg", "person", None)]
    )
    shape = answer_shape(Hiring, [1], most=1)
    ((_, draft),) = shape.model_validate({"1": [{"person": "Ann Holm", "by": "Berg"}]}).items()
    policy = ExtractionPolicy(keep_misfits=True)
    fact, _ = ground_draft(draft, 1, Hiring, context, SOURCE, policy=policy)

    assert fact is not None
    assert fact.fact == Hiring(person="Ann Holm", by="Berg")
    assert fact.notes == ("by 'Berg' is kept: it names a person",)


def test_what_is_mended_is_told() -> None:
    """A note says how the article spells what the model wrote with a slip."""
    fact, _ = _ground(
        NewsFact, 1, _context(), what="met Forreign Minister Ann Holm", who=["Ann Holm"], kind="meeting"
    )

    assert fact is not None
    assert fact.notes == ("what 'met Forreign Minister Ann Holm' stands as 'met Foreign Minister Ann Holm'",)


def test_a_malformed_item_is_a_reject_with_what_was_said() -> None:
    """It is not the same as no facts."""
    malformed = Malformed({"what": 1}, "what: not a string")
    fact, rejects = ground_draft(malformed, 1, NewsFact, _context(), SOURCE, policy=policy_of(NewsFact))

    assert fact is None
    assert (rejects[0].stage, rejects[0].raw) == ("answer", "{'what': 1}")
