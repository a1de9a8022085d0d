"""What is wrong with a schema is said before anything is asked of a model, all of it at once."""

import enum
from datetime import date
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field, RootModel, create_model

from corrigenda.extract.cleaning import clean_article
from corrigenda.extract.extraction import extract_facts
from corrigenda.extract.policy import Completion, Cue, ExtractionPolicy, Stated
from corrigenda.extract.validation import SchemaProblem, find_problems, require_workable
from corrigenda.schemas.article import Article
from corrigenda.schemas.errors import SchemaError
from corrigenda.schemas.facts import Example, Fact, Gist, Marker, Name, Person, Place, Quote, Speaker, When
from corrigenda.schemas.news import NewsFact


class Mood(enum.Enum):
    """How it went."""

    GOOD = "good"
    BAD = "bad"


class Rank(enum.IntEnum):
    """A place in a list."""

    FIRST = 1


class Hall(BaseModel):
    """A room in a town."""

    name: str
    city: Place | None = None


class Chain(BaseModel):
    """Somebody, and who stands above."""

    who: Person
    above: "Chain | None" = None


class Words(RootModel[list[str]]):
    """Several words."""


class Talk(Fact):
    """Somebody speaks somewhere."""

    who: tuple[Person, ...]
    halls: list[Hall] = Field(default_factory=list)
    venue: Annotated[Hall, "where"] | None = None
    mood: Mood | None = None
    kind: Literal["speech", "debate"] = "speech"
    guests: int | None = None
    open: bool = False
    when: When | None = None


def _schema(annotation: Any, default: Any = ..., name: str = "thing") -> type[Fact]:
    """A schema with a person and one field more."""
    fields: dict[str, Any] = {"who": (Person, ...), name: (annotation, default)}
    return create_model("Made", __base__=Fact, __doc__="Something.", **fields)


def _cued(field: str, value: str, words: str = "future", instead: str | None = None) -> ExtractionPolicy:
    return ExtractionPolicy(cues=(Cue(field=field, value=value, words=words, instead=instead),))


def _stated(field: str, value: str, words: str = "planned", by: str | None = None) -> ExtractionPolicy:
    return ExtractionPolicy(stated=(Stated(field=field, value=value, words=words, by=by),))


def _timed(by: str, value: str) -> ExtractionPolicy:
    return ExtractionPolicy(time=Completion(field="when", by=by, values=(value,)))


def _told(schema: type[Fact], severity: str = "error") -> list[str]:
    return [str(problem) for problem in find_problems(schema) if problem.severity == severity]


@pytest.mark.parametrize("schema", [NewsFact, Talk])
def test_a_good_schema_has_no_problems(schema: type[Fact]) -> None:
    """Neither the news facts nor nested models, lists, optionals, literals and enumerations."""
    assert find_problems(schema) == ()


@pytest.mark.parametrize(
    ("annotation", "words"),
    [
        (dict[str, str], "cannot be asked of a model"),
        (Any, "cannot be asked of a model"),
        (object, "cannot be asked of a model"),
        (bytes, "cannot be asked of a model"),
        (date, "mark it When"),
        (int | str, "may be several things"),
        (Hall | Chain | None, "may be several things"),
        (Literal[1, 2], "1 is no word"),
        (Literal["yes", None], "None is no word"),
        (Rank, "1 is no word"),
        (list, "does not say what each item is"),
        (tuple[str, int], "does not say what each item is"),
        (set[str], "has no order"),
        (list[list[str]], "list of lists"),
        (list[dict[str, str]], "cannot be asked of a model"),
        (Annotated[int, Marker("name")], "must be str"),
        (Words, "RootModel"),
    ],
)
def test_a_field_that_cannot_be_asked_for_is_an_error(annotation: Any, words: str) -> None:
    """The field is named, and what to write instead."""
    (problem,) = _told(_schema(annotation))

    assert problem.startswith("thing: ")
    assert words in problem


def test_a_model_within_itself_is_an_error() -> None:
    """No answer could be bounded; the chain is shown."""
    (problem,) = _told(_schema(list[Chain]))

    assert problem.startswith("thing[].above: it has no end (Chain in Chain)")


def test_a_nested_field_is_named_by_its_path() -> None:
    """What is wrong far down is found there."""
    inner = create_model("Inner", table=(dict[str, int], ...))

    assert [problem.split(": ")[0] for problem in _told(_schema(inner))] == ["thing.table"]


def test_a_field_named_like_something_of_ours_is_an_error() -> None:
    """It would take the place of what every Fact has."""
    with pytest.warns(UserWarning, match="shadows"):
        schema = _schema(str, name="with_values")

    assert _told(schema) == [
        "with_values: every Fact has something else of this name: name the field otherwise"
    ]


def test_an_alias_is_an_error() -> None:
    """The model answers under the field's own name."""
    (problem,) = _told(_schema(str, Field(alias="Thing")))

    assert problem.startswith("thing: it has an alias")


def test_a_schema_without_fields_is_an_error() -> None:
    """There is nothing to ask for."""
    assert _told(create_model("Empty", __base__=Fact, __doc__="Nothing."))[0].startswith("Empty: it has no")


@pytest.mark.parametrize(
    ("annotation", "default", "words"),
    [
        (When, ..., "thing: it is required, and many sentences have none"),
        (Quote, ..., "thing: it is required, and many sentences have none"),
        (Speaker, ..., "thing: it is required, and many sentences have none"),
        (Place, "Tokyo", "thing: its default 'Tokyo' would stand where no article says so"),
    ],
)
def test_what_would_be_invented_is_a_warning(annotation: Any, default: Any, words: str) -> None:
    """It may be meant so, and the schema works."""
    schema = _schema(annotation, default)

    assert _told(schema) == []
    assert [told[: len(words)] for told in _told(schema, "warning")] == [words]


def test_a_schema_that_holds_on_to_nothing_is_a_warning() -> None:
    """Where no field is marked, nothing of a fact is held against the article."""

    class Topic(Fact):
        name: str
        status: int = 0

    assert [problem.where for problem in find_problems(Topic)] == ["Topic", "Topic", "status"]
    assert {problem.severity for problem in find_problems(Topic)} == {"warning"}


POLICIES = [
    (_cued("nothing", "a"), "cue of nothing: there is no field 'nothing'"),
    (_cued("mood", "angry"), "cue of mood: 'angry' is no value of the field"),
    (_cued("mood", "good", instead="angry"), "cue of mood: 'angry' is no value of the field"),
    (_cued("mood", "good", "weather"), "cue of mood: there is no list 'weather'"),
    (_cued("who", "Ann"), "cue of who: without its word a value gives way to the default"),
    (ExtractionPolicy(participants=Completion(field="where")), "participants: it names 'where', which is no"),
    (ExtractionPolicy(participants=Completion(field="when")), "participants: it names 'when', which is no"),
    (ExtractionPolicy(time=Completion(field="mood")), "time: it names 'mood', which is no When"),
    (_stated("nothing", "a"), "stated a: there is no field 'nothing' with a default"),
    (_stated("who", "a"), "stated a: there is no field 'who' with a default"),
    (_stated("mood", "angry"), "stated angry: 'angry' is no value of 'mood'"),
    (_stated("mood", "good", "weather"), "stated good: there is no list 'weather'"),
    (_stated("mood", "good", by="manner"), "stated good: there is no field 'manner'"),
    (_timed("manner", "loud"), "time: there is no field 'manner'"),
    (_timed("kind", "call"), "time: 'call' is no value of 'kind'"),
]


@pytest.mark.parametrize(("policy", "words"), POLICIES)
def test_a_policy_that_can_never_work_is_an_error(policy: ExtractionPolicy, words: str) -> None:
    """It names fields, values and a list of words that there are."""
    (problem,) = (str(problem) for problem in find_problems(Talk, policy))

    assert problem.startswith(words)


def test_a_policy_that_fits_its_schema_is_no_problem() -> None:
    """Lists of names, a time, values of an enumeration and words that are known."""
    policy = ExtractionPolicy(
        cues=(Cue(field="mood", value="bad", words="negation"),),
        participants=Completion(field="who"),
        time=Completion(field="when", by="mood", values=("good",)),
        stated=(Stated(field="mood", value="bad", words="planned"),),
    )

    assert find_problems(Talk, policy) == ()


class Saying(Fact):
    """Somebody says or plans something."""

    what: Gist
    who: tuple[Name, ...]
    status: Literal["done", "planned"] = "done"
    where: Place | None = None
    words: Quote | None = None
    when: When | None = None


PLANNING = ExtractionPolicy(cues=(Cue(field="status", value="planned", words="future"),))
SENTENCES = ("Ann Holm opened the fish market on Monday.", "The market has nine halls.")
OPENED = Saying(what="opened the fish market", who=("Ann Holm",), when="on Monday")


def _with_examples(*examples: Any) -> type[Fact]:
    return type("Saying", (Saying,), {"__doc__": Saying.__doc__, "examples": examples})


def _fact(schema: type[Fact], **changes: object) -> Fact:
    return schema.model_validate({**OPENED.model_dump(), **changes})


@pytest.mark.parametrize(
    ("number", "changes", "words"),
    [
        (1, {}, None),
        (1, {"who": ("Ann Berg",)}, "who[0] 'Ann Berg' does not stand in or next to sentence 1"),
        (1, {"what": "openned the fish market"}, "what 'openned the fish market' stands as"),
        (1, {"when": "on Tuesday"}, "when 'on Tuesday' does not stand"),
        (1, {"when": "fish market"}, "when 'fish market' left out: it is no expression of time"),
        (1, {"words": "We open"}, "words 'We open' does not stand"),
        (1, {"what": "sold a boat to Denmark"}, "what 'sold a boat to Denmark' does not stand"),
        (1, {"status": "planned"}, "status 'planned' left out: the sentence has no word for it"),
        (2, {}, "'Ann Holm' stands in sentence 1"),
        (3, {}, "there are facts of sentence 3, but its sentences are 1 to 2"),
    ],
)
def test_an_example_that_grounding_would_not_let_pass_is_an_error(
    number: int, changes: dict[str, object], words: str | None
) -> None:
    """Each fact is held against its sentence as a model's answer would be."""
    schema = _with_examples()
    schema.examples = (Example(SENTENCES, {number: (_fact(schema, **changes),)}),)

    told = [str(problem) for problem in find_problems(schema, PLANNING)]
    assert bool(told) == (words is not None)
    assert words is None or any(one.startswith(f"example 1: {words}") for one in told)


def test_what_is_no_example_is_an_error() -> None:
    """Facts of another class, and sentences that are no list."""
    schema = _with_examples()
    schema.examples = (
        Example(SENTENCES, {1: (Talk(who=("Ann Holm",)),)}),
        Example("Ann Holm spoke.", {}),  # type: ignore[arg-type]  # the slip that is looked for
    )

    assert [problem.where for problem in find_problems(schema)] == ["example 1", "example 2"]


def test_examples_that_all_state_something_are_a_warning() -> None:
    """A model learns from them that every sentence does; one that states nothing is enough."""
    schema, sound = _with_examples(), _with_examples()
    schema.examples = tuple(Example(SENTENCES[:1], {1: (_fact(schema),)}) for _ in range(4))
    sound.examples = (
        *(Example(SENTENCES[:1], {1: (_fact(sound),)}) for _ in range(4)),
        Example(SENTENCES, {}),
    )

    assert [problem.where for problem in find_problems(schema)] == ["examples"]
    assert find_problems(sound) == ()


def test_everything_is_said_at_once() -> None:
    """The error lists all that is wrong, so that one correction is enough."""
    schema = create_model(
        "Bad", __base__=Fact, __doc__="Bad.", a=(dict[str, str], ...), b=(set[str], ...), c=(Person, ...)
    )
    with pytest.raises(SchemaError, match=r"Bad' cannot work: a: .*; b: ") as caught:
        require_workable([NewsFact, schema])

    assert len(caught.value.problems) == 2
    assert caught.value.schema.endswith(":Bad")


def test_one_schema_twice_is_an_error() -> None:
    """Each fact would be found and paid for twice."""
    with pytest.raises(SchemaError, match="named twice"):
        require_workable([NewsFact, Talk, NewsFact])


def test_nothing_is_asked_with_a_schema_that_cannot_work() -> None:
    """The error comes before the first request."""

    class Unasked:
        name = "unasked"

        def ask(self, request: object, shape: object) -> Any:
            pytest.fail("the model was asked")

    article = clean_article(Article(id="a", text="Ann Holm opened the fish market on Monday."))
    with pytest.raises(SchemaError):
        extract_facts(article, Unasked(), schemas=[_schema(dict[str, str])])


def test_a_problem_reads_as_one_line() -> None:
    """Where, then what."""
    assert str(SchemaProblem(where="who", severity="error", message="it is wrong")) == "who: it is wrong"
