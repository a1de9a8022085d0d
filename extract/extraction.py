"""The facts of one article: windows asked, drafts grounded, references resolved, repetitions merged."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor

from corrigenda.extract.grounding import (
    ArticleContext,
    DraftSource,
    add_coordinated,
    add_times,
    ground_draft,
    has_cue,
    merge_facts,
    resolve_references,
    split_distributive,
)
from corrigenda.extract.prompting import (
    AnswerCache,
    ChatModel,
    WindowResult,
    fingerprint,
    read_again,
    read_window,
)
from corrigenda.extract.sentences import SIZE, make_windows, split_sentences
from corrigenda.extract.times import find_times
from corrigenda.extract.validation import require_workable
from corrigenda.prompts import FACTS
from corrigenda.schemas.article import CleanArticle, Sentence, Window
from corrigenda.schemas.dates import TimeValue
from corrigenda.schemas.facts import Fact
from corrigenda.schemas.names import Mention
from corrigenda.schemas.news import NewsFact
from corrigenda.schemas.records import Extraction, GroundedFact, Provenance, Reject, Usage

WindowsProgress = Callable[[int, int], None]
"""Is told how much of an article has been read: windows answered for, and how many there are."""


def extract_facts(
    article: CleanArticle,
    model: ChatModel,
    *,
    schemas: Sequence[type[Fact]] = (NewsFact,),
    names: Sequence[Mention] = (),
    memory: AnswerCache | None = None,
    pool: Executor | None = None,
    size: int = SIZE,
    passes: int = 2,
    progress: WindowsProgress | None = None,
) -> Extraction:
    """Everything that the article states in the form of ``schemas``, each fact grounded in its sentence.

    ``names`` are the mentions found in the article, with offsets: with them a copied title is told from a
    name, and "he" and "both sides" from anybody. ``memory`` answers what was asked before. The requests run
    in ``pool``, one after the other without one. ``size``: sentences in a window at most. The second of two
    ``passes`` asks once more about sentences that should state something and gave no fact. ``progress`` is
    told of each window, in this thread.

    A window whose answer cannot be had or used is a reject, and the others go on; ``read_share`` says how
    much of the article was read. Raises ``SchemaError`` before anything is asked where a schema cannot work,
    ``ReplayMiss`` where a replayed run lacks an answer.
    """
    require_workable(schemas)
    sentences = split_sentences(article)
    ordered = tuple(sorted((n for n in names if n.start is not None), key=lambda name: name.start or 0))
    context = ArticleContext(article.article, sentences, ordered, article.published, article.dateline_place)
    windows = make_windows(sentences, size=size)
    jobs = [(window, schema) for schema in schemas for window in windows]
    each = pool.map if pool is not None else map

    def read(job: tuple[Window, type[Fact]]) -> tuple[type[Fact], list[WindowResult]]:
        window, schema = job
        if passes < 2:
            return schema, list(read_window(window, schema, model, memory, context.article.id))
        return schema, _read_twice(window, schema, model, memory, context)

    facts: list[GroundedFact] = []
    rejects: list[Reject] = []
    usage, unread = Usage(), 0
    times: dict[type[Fact], TimeValue] = {}
    # What a window gave is grounded as soon as it comes: of a long article only the facts are kept.
    for done, (schema, parts) in enumerate(each(read, jobs), start=1):
        for reading in parts:
            found, thrown = _grounded(reading, schema, context, model.name, times)
            facts += found
            rejects += [*reading.rejects, *thrown]
            usage += reading.usage
            unread += reading.unread
        if progress is not None:
            progress(done, len(jobs))
    finished = merge_facts(
        add_times(split_distributive(add_coordinated(resolve_references(facts, context), context)), context)
    )
    numbered = tuple(
        fact.model_copy(update={"id": f"{article.article.id}-f{number}"})
        for number, fact in enumerate(finished, start=1)
    )
    asked = len(sentences) * len(schemas)
    return Extraction(
        facts=numbered,
        rejects=tuple(rejects),
        usage=usage,
        read_share=1 - unread / asked if asked else 1.0,
    )


def _read_twice(
    window: Window, schema: type[Fact], model: ChatModel, memory: AnswerCache | None, context: ArticleContext
) -> list[WindowResult]:
    """Both passes over a window: the second asks about sentences that gave nothing and should have."""
    readings: list[WindowResult] = []
    for reading in read_window(window, schema, model, memory, context.article.id):
        readings.append(reading)
        told = {number for number, _ in reading.drafts}
        silent = [s.id for s in reading.window.sentences if s.id not in told and _should_tell(s, context)]
        if silent and reading.unread == 0 and reading.asked:
            readings.append(read_again(reading, silent, schema, model, memory, context.article.id))
    return readings


def _should_tell(sentence: Sentence, context: ArticleContext) -> bool:
    """Whether the sentence cites somebody, or names a person and tells a time: it hardly states nothing."""
    if sentence.label != "body":
        return False
    cites = has_cue("saying", sentence.text)
    return cites or (bool(context.people_in(sentence)) and bool(find_times(sentence.text)))


def _grounded(
    reading: WindowResult,
    schema: type[Fact],
    context: ArticleContext,
    model: str,
    times: dict[type[Fact], TimeValue],
) -> tuple[list[GroundedFact], list[Reject]]:
    """The facts of one window; ``times`` keeps the time last spoken of, for "the same day"."""
    provenance = Provenance(
        model=model, prompt=FACTS, schema_name=fingerprint(schema), request=reading.request
    )
    source = DraftSource(reading.window.id, provenance)
    facts: list[GroundedFact] = []
    rejects: list[Reject] = []
    for number, draft in reading.drafts:
        fact, thrown = ground_draft(draft, number, schema, context, source, earlier=times.get(schema))
        rejects += thrown
        if fact is not None:
            facts.append(fact)
            for grounding in fact.fields.values():
                if grounding.time is not None:
                    times[schema] = grounding.time
    return facts, rejects
