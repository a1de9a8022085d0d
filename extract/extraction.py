"""The facts of one article: windows asked, drafts grounded, references resolved, repetitions merged."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial

from corrigenda.extract.grounding import (
    ArticleContext,
    DraftSource,
    add_coordinated,
    add_negations,
    add_stated,
    add_times,
    ground_draft,
    has_cue,
    leave_spoken_of,
    merge_facts,
    resolve_references,
    split_distributive,
)
from corrigenda.extract.policy import NO_POLICIES, ExtractionPolicy, Policies, policy_of
from corrigenda.extract.prompting import (
    AnswerCache,
    ChatModel,
    Inquiry,
    WindowResult,
    drafts_in,
    fingerprint,
    read_again,
    read_window,
)
from corrigenda.extract.sentences import SIZE, make_windows
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
    policies: Policies = NO_POLICIES,
    names: Sequence[Mention] = (),
    memory: AnswerCache | None = None,
    pool: Executor | None = None,
    size: int = SIZE,
    passes: int = 2,
    progress: WindowsProgress | None = None,
) -> Extraction:
    """Everything that the article states in the form of ``schemas``, each fact grounded in its sentence.

    ``policies`` say what makes up for a small model: for a schema without one, ours where it is made of
    ``NewsFact``, else none. ``names`` are the mentions found in the article, with offsets: with them a copied
    title is told from a name, and "he" and "both sides" from anybody. ``memory`` answers what was asked
    before. The requests run in ``pool``, one after the other without one. ``size``: sentences in a window at
    most. The second of two ``passes`` asks once more about sentences that should state something and gave no
    fact. ``progress`` is told of each window, in this thread.

    A window whose answer cannot be had or used is a reject, and the others go on; ``read_share`` says how
    much of the article was read. Raises ``SchemaError`` before anything is asked where a schema cannot work,
    ``ReplayMiss`` where a replayed run lacks an answer.
    """
    require_workable(schemas, policies)
    plan = plan_reading(article, names, size=size)
    inquiries = inquiries_about(article.article.id, model, schemas, policies, memory)
    jobs = [(window, inquiry) for inquiry in inquiries for window in plan.windows]
    each = pool.map if pool is not None else map
    results: list[WindowResult] = []
    for done, found in enumerate(each(partial(_read_job, plan=plan, passes=passes), jobs), start=1):
        results += found
        if progress is not None:
            progress(done, len(jobs))
    return ground_results(article, results, names=names, schemas=schemas, policies=policies, model=model.name)


@dataclass(frozen=True)
class ReadingPlan:
    """What is asked about an article: its windows. ``telling`` sentences hardly state nothing."""

    windows: tuple[Window, ...]
    telling: frozenset[int]


def plan_reading(article: CleanArticle, names: Sequence[Mention], *, size: int = SIZE) -> ReadingPlan:
    """The windows of an article, of ``size`` sentences at most, and the sentences to be asked about twice."""
    context = _context(article, names)
    telling = frozenset(one.id for one in article.sentences if _should_tell(one, context))
    return ReadingPlan(tuple(make_windows(article.sentences, size=size)), telling)


def inquiries_about(
    article_id: str,
    model: ChatModel,
    schemas: Sequence[type[Fact]],
    policies: Policies,
    memory: AnswerCache | None,
) -> tuple[Inquiry, ...]:
    """What is asked about each window of an article: a question for each schema."""
    return tuple(Inquiry(article_id, one, policy_of(one, policies), model, memory) for one in schemas)


def read_planned(
    window: Window, inquiry: Inquiry, plan: ReadingPlan, *, passes: int = 2
) -> list[WindowResult]:
    """What a window gave; of two passes the second asks about sentences that gave nothing and should have."""
    results: list[WindowResult] = []
    for result in read_window(window, inquiry):
        results.append(result)
        silent = [s.id for s in result.window.sentences if s.id in plan.telling and s.id not in result.told]
        if passes > 1 and silent and result.unread == 0 and result.asked:
            results.append(read_again(result, silent, inquiry))
    return results


def ground_results(
    article: CleanArticle,
    results: Iterable[WindowResult],
    *,
    names: Sequence[Mention],
    schemas: Sequence[type[Fact]],
    policies: Policies,
    model: str,
) -> Extraction:
    """The facts in what the windows gave, each grounded in its sentence, completed and told once.

    ``results`` come in the order of the windows, schema by schema.
    """
    context = _context(article, names)
    tally = _Tally(model)
    by_fingerprint = {fingerprint(one): one for one in schemas}
    for result in results:
        schema = by_fingerprint[result.schema]
        tally.count(result, schema, policy_of(schema, policies), context)
    asked = len(article.sentences) * len(schemas)
    return Extraction(
        facts=_completed(tally.facts, context, policies),
        rejects=tuple(tally.rejects),
        usage=tally.usage,
        read_share=1 - tally.unread / asked if asked else 1.0,
    )


def _read_job(job: tuple[Window, Inquiry], *, plan: ReadingPlan, passes: int) -> list[WindowResult]:
    return read_planned(*job, plan, passes=passes)


def _context(article: CleanArticle, names: Sequence[Mention]) -> ArticleContext:
    ordered = tuple(sorted((n for n in names if n.start is not None), key=lambda name: name.start or 0))
    return ArticleContext(
        article.article, article.sentences, ordered, article.published, article.dateline_place
    )


def _should_tell(sentence: Sentence, context: ArticleContext) -> bool:
    """Whether the sentence cites somebody, or names a person and tells a time: it hardly states nothing."""
    if sentence.label != "body":
        return False
    cites = has_cue("saying", sentence.text)
    return cites or (bool(context.people_in(sentence)) and bool(find_times(sentence.text)))


@dataclass
class _Tally:
    """What the windows read so far have given; ``times`` are those last spoken of, for "the same day"."""

    model: str
    facts: list[GroundedFact] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    unread: int = 0
    times: dict[type[Fact], TimeValue] = field(default_factory=dict)

    def count(
        self, result: WindowResult, schema: type[Fact], policy: ExtractionPolicy, context: ArticleContext
    ) -> None:
        """Ground what a window gave, and count it in."""
        self.rejects += result.rejects
        self.usage += result.usage
        self.unread += result.unread
        if result.answer is None:
            return
        provenance = Provenance(
            model=self.model, prompt=FACTS, schema_name=result.schema, request=result.request
        )
        source = DraftSource(result.window.id, provenance)
        for number, draft in drafts_in(result.answer, schema):
            fact, thrown = ground_draft(
                draft, number, schema, context, source, policy=policy, earlier=self.times.get(schema)
            )
            self.rejects += thrown
            if fact is not None:
                self.facts.append(fact)
                for grounding in fact.fields.values():
                    if grounding.time is not None:
                        self.times[schema] = grounding.time


def _completed(
    facts: Sequence[GroundedFact], context: ArticleContext, policies: Policies
) -> tuple[GroundedFact, ...]:
    """The facts with what their sentences add: who is meant, who else, when, whether at
    all; each told once, and numbered."""
    meant = resolve_references(facts, context)
    parties = leave_spoken_of(add_coordinated(meant, context, policies), context, policies)
    joined = split_distributive(parties, policies)
    stated = add_stated(add_times(joined, context, policies), context, policies)
    told = add_negations(stated, context, policies)
    finished = merge_facts(told, context)
    return tuple(
        fact.model_copy(update={"id": f"{fact.article_id}-f{number}"})
        for number, fact in enumerate(finished, start=1)
    )
