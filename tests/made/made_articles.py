"""Finished articles made by hand, for the tests of what comes after the pipeline."""

from datetime import date

from corrigenda.schemas.article import Article, CleanArticle, Published, Sentence, Span
from corrigenda.schemas.dates import TimeValue
from corrigenda.schemas.facts import EntityType
from corrigenda.schemas.names import CorrectedText, Edit, Evidence, Resolution, RunnerUp
from corrigenda.schemas.news import NewsFact
from corrigenda.schemas.records import (
    Coverage,
    Extraction,
    FactRecord,
    FieldRecord,
    ProcessedArticle,
    Provenance,
    Reject,
    Unused,
    Usage,
)

TEXT = (
    "Ministers meet in Oslo\n"
    "OSLO — Foreign Minister Ann Holm met John Berg’s envoy on Tuesday. Berg “welcomed” the talks.\n"
    "MOST READ: A list of other things\n"
)

NAME: tuple[EntityType, ...] = ("person", "organization", "place")


def made_article(article_id: str = "one", *, text: str = TEXT) -> ProcessedArticle:
    """An article with one fact, one name linked and set right, one undecided, one reject and one name unused.

    ``text`` is any text that holds the words of ``TEXT`` in their order.
    """
    headline_end = text.index("\n")
    first, second, menu = text.index("Foreign"), text.index("Berg "), text.index("MOST READ")
    sentences = (
        Sentence(id=1, start=0, end=headline_end, text=text[:headline_end], label="headline"),
        Sentence(id=2, start=first, end=second - 1, text=text[first : second - 1], paragraph=2),
        Sentence(id=3, start=second, end=menu - 1, text=text[second : menu - 1], paragraph=2),
    )
    wrong = text.index("John Berg")
    name = Resolution(
        id="m1",
        surface="John Berg",
        start=wrong,
        end=wrong + 9,
        type="person",
        status="linked",
        entity_id="Q1",
        canonical="Jon Berg",
        corrected="Jon Berg",
        error="misspelling",
        confidence=0.97,
        evidence=(
            Evidence(
                kind="surname", weight=4.2, detail="the surname 'Berg' is that of 3 people in the table"
            ),
            Evidence(kind="given", weight=-0.8, detail="the given name is written otherwise"),
        ),
        runner_up=RunnerUp(entity_id="Q2", confidence=0.02),
    )
    other = text.index("Ann Holm")
    undecided = Resolution(
        id="m2", surface="Ann Holm", start=other, end=other + 8, status="undecided", confidence=0.5
    )
    edit = Edit(
        start=wrong,
        end=wrong + 9,
        surface="John Berg",
        replacement="Jon Berg",
        entity_id="Q1",
        error="misspelling",
        confidence=0.97,
        reasons=("the surname 'Berg' is that of 3 people in the table",),
    )
    fact = NewsFact(
        kind="meeting", who=("Ann Holm", "John Berg"), what="met", when="on Tuesday", status="happened"
    )
    when = text.index("on Tuesday")
    day = date(2024, 5, 7)
    tuesday = TimeValue(
        value="2024-05-07", start=day, end=day, granularity="day", anchor="Tuesday before 2024-05-08"
    )
    record = FactRecord(
        id=f"{article_id}-2-1",
        article_id=article_id,
        schema_name="corrigenda.schemas.news:NewsFact",
        as_written=fact,
        reconciled=fact.model_copy(update={"who": ("Ann Holm", "Jon Berg")}),
        sentence=sentences[1],
        fields={
            "who[0]": FieldRecord(
                surface="Ann Holm",
                start=other,
                end=other + 8,
                alignment="exact",
                types=NAME,
                resolution=undecided,
            ),
            "who[1]": FieldRecord(
                surface="John Berg",
                start=wrong,
                end=wrong + 9,
                alignment="exact",
                types=NAME,
                resolution=name,
            ),
            "when": FieldRecord(
                surface="on Tuesday", start=when, end=when + 10, alignment="exact", time=tuesday
            ),
        },
        status="happened",
        provenance=Provenance(model="made", prompt="facts.v1", schema_name="NewsFact", request="k1"),
    )
    reject = Reject(
        article_id=article_id,
        stage="ground",
        reason="'Bergh' does not stand in the sentence",
        raw="{}",
        tokens=7,
    )
    return ProcessedArticle(
        article=CleanArticle(
            article=Article(id=article_id, text=text, title="Ministers meet in Oslo"),
            spans=(
                Span(start=0, end=headline_end, label="headline"),
                Span(start=headline_end + 1, end=first - 1, label="dateline"),
                Span(start=first, end=menu - 1, label="body"),
                Span(start=menu, end=len(text.rstrip()), label="boilerplate", rule="ranking"),
            ),
            sentences=sentences,
            published=Published(day=date(2024, 5, 8), how="given"),
        ),
        records=(record,),
        corrected=CorrectedText(
            text=text.replace("John Berg", "Jon Berg", 1),
            date="2024-05-08",
            edits=(edit,),
            names=(undecided, name),
        ),
        extraction=Extraction(
            rejects=(reject,), usage=Usage(requests=1, prompt_tokens=100, completion_tokens=40, seconds=1.5)
        ),
        coverage=Coverage(
            names=3,
            times=1,
            unused=(
                Unused(
                    kind="name",
                    surface="Berg",
                    start=second,
                    end=second + 4,
                    sentence=3,
                    entity_id="Q1",
                    canonical="Jon Berg",
                ),
            ),
        ),
    )
