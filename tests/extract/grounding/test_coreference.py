"""Who "he", "we" and "both sides" are."""

import pytest
from made_contexts import SOURCE, made_context
from pydantic import BaseModel

from corrigenda.extract.drafts import answer_shape
from corrigenda.extract.grounding import ArticleContext, ground_draft, resolve_references
from corrigenda.extract.grounding.coreference import is_reference
from corrigenda.extract.policy import policy_of
from corrigenda.schemas.news import NewsFact
from corrigenda.schemas.records import GroundedFact

NAMES = (
    ("Ann Holm", "person", "Foreign Minister"),
    ("Holm", "person", "Foreign Minister"),
    ("John Berg", "person", "Foreign Minister"),
    ("Berg", "person", "Foreign Minister"),
    ("Kim Lund", "person", None),
)


def _fact(context: ArticleContext, number: int, *who: str, kind: str = "statement") -> GroundedFact:
    shape = answer_shape(NewsFact, [number], most=4)
    told = {"what": context.sentence(number).text.split()[0], "who": who, "kind": kind}
    ((_, draft),) = shape.model_validate({str(number): [told]}).items()
    assert isinstance(draft, BaseModel)
    fact, _ = ground_draft(draft, number, NewsFact, context, SOURCE, policy=policy_of(NewsFact))
    assert fact is not None
    return fact


def _who(fact: GroundedFact) -> tuple[str, ...]:
    assert isinstance(fact.fact, NewsFact)
    return fact.fact.who


@pytest.mark.parametrize(
    ("paragraphs", "number", "word", "meant"),
    [
        ((["“We agree,” Holm said.", "“I am glad,” she added."],), 2, "she", ("Holm",)),
        ((["“I am glad,” Ann Holm said.", "“And we shall meet again.”"],), 2, "we", ("Ann Holm",)),
        ((["Ann Holm left Oslo.", "He took a train."],), 2, "He", ("Ann Holm",)),
        (
            (["Ann Holm met John Berg in Oslo.", "Both sides agreed."],),
            2,
            "Both sides",
            ("Ann Holm", "John Berg"),
        ),
        ((["Holm met Berg."], ["The two ministers agreed."]), 2, "The two ministers", ("Holm", "Berg")),
    ],
)
def test_a_word_of_reference_is_read_as_the_name_where_it_is_certain(
    paragraphs: tuple[list[str], ...], number: int, word: str, meant: tuple[str, ...]
) -> None:
    """A quotation's speaker, the one person before, the two last named together; the word is kept beside."""
    context = made_context(*paragraphs, names=NAMES)  # type: ignore[arg-type]  # a tuple of literals
    (fact,) = resolve_references([_fact(context, number, word)], context)

    assert _who(fact) == meant
    for index in range(len(meant)):
        grounding = fact.fields[f"who[{index}]"]
        assert grounding.via is not None
        assert grounding.via.surface == word
        assert context.text[grounding.start : grounding.end] == grounding.surface
    assert any("is read as" in note for note in fact.notes)


@pytest.mark.parametrize(
    ("paragraphs", "number", "word"),
    [
        (
            (
                [
                    "At dawn, Ann Holm, in a long procession of carriages and horses, then passed John Berg.",
                    "They slept.",
                ],
            ),
            1,
            "they",
        ),
        ((["Nobody came.", "He took a train."],), 2, "He"),
        ((["Ann Holm, John Berg and Kim Lund met.", "The two ministers agreed."],), 2, "The two ministers"),
    ],
)
def test_a_word_of_reference_stays_where_it_is_not_certain(
    paragraphs: tuple[list[str], ...], number: int, word: str
) -> None:
    """No guess: nobody named, or one too many."""
    context = made_context(*paragraphs, names=NAMES)  # type: ignore[arg-type]  # a tuple of literals
    near = next(s for s in context.sentences if word.casefold() in s.text.casefold())
    fact = _fact(context, near.id, word)

    if "procession" in paragraphs[0][0]:
        context = ArticleContext(context.article, context.sentences, (), context.published)
    (unchanged,) = resolve_references([fact], context)
    assert _who(unchanged)[0].casefold() == word.casefold()
    assert unchanged.fields["who[0]"].types == ()


def test_names_are_no_words_of_reference() -> None:
    """Only pronouns and the like are replaced."""
    assert is_reference("Both sides")
    assert not is_reference("Ann Holm")


def test_where_one_name_has_its_place_two_take_none() -> None:
    """A speaker is one: "both sides" stays as it is written, and is no name that could be looked up."""
    sentences = ["Ann Holm met John Berg in Oslo.", "Both sides said so."]
    context = made_context(sentences, names=NAMES)  # type: ignore[arg-type]  # a tuple of literals
    told = {"what": "said so", "who": ["Both sides"], "kind": "statement", "speaker": "Both sides"}
    ((_, draft),) = answer_shape(NewsFact, [2], most=4).model_validate({"2": [told]}).items()
    assert isinstance(draft, BaseModel)
    fact, _ = ground_draft(draft, 2, NewsFact, context, SOURCE, policy=policy_of(NewsFact))
    assert fact is not None
    (read,) = resolve_references([fact], context)

    assert isinstance(read.fact, NewsFact)
    assert read.fact.speaker == "Both sides"
    assert read.fields["speaker"].types == ()
    assert _who(read) == ("Ann Holm", "John Berg")
