"""The facts of one article: windows asked, drafts grounded, references resolved, repetitions merged."""

from collections.abc import Callable, Sequence
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
from corrigenda.extract.policy import NO_POLICIES, Policies, policy_of
from corrigenda.extract.prompting import (
    AnswerCache,
    ChatModel,
    Inquiry,
    WindowResult,
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
    sentences, article_id = article.sentences, article.article.id
    ordered = tuple(sorted((n for n in names if n.start is not None), key=lambda name: name.start or 0))
    context = ArticleContext(article.article, sentences, ordered, article.published, article.dateline_place)
    windows = make_windows(sentences, size=size)
    inquiries = (Inquiry(article_id, one, policy_of(one, policies), model, memory) for one in schemas)
    jobs = [(window, inquiry) for inquiry in inquiries for window in windows]
    each = pool.map if pool is not None else map
    tally = _Tally()
    # What a window gave is grounded as soon as it comes: of a long article only the facts are kept.
    results = each(partial(_read, context=context, passes=passes), jobs)
    for done, ((_, inquiry), found) in enumerate(zip(jobs, results, strict=True), start=1):
        for result in found:
            tally.count(result, inquiry, context)
        if progress is not None:
            progress(done, len(jobs))
    asked = len(sentences) * len(schemas)
    return Extraction(
        facts=_completed(tally.facts, context, policies),
        rejects=tuple(tally.rejects),
        usage=tally.usage,
        read_share=1 - tally.unread / asked if asked else 1.0,
    )


def _read(job: tuple[Window, Inquiry], *, context: ArticleContext, passes: int) -> list[WindowResult]:
    """What a window gave; of two passes the second asks about sentences that gave nothing and should have."""
    window, inquiry = job
    results: list[WindowResult] = []
    for result in read_window(window, inquiry):
        results.append(result)
        told = {number for number, _ in result.drafts}
        silent = [s.id for s in result.window.sentences if s.id not in told and _should_tell(s, context)]
        if passes > 1 and silent and result.unread == 0 and result.asked:
            results.append(read_again(result, silent, inquiry))
    return results


def _should_tell(sentence: Sentence, context: ArticleContext) -> bool:
    """Whether the sentence cites somebody, or names a person and tells a time: it hardly states nothing."""
    if sentence.label != "body":
        return False
    cites = has_cue("saying", sentence.text)
    return cites or (bool(context.people_in(sentence)) and bool(find_times(sentence.text)))


@dataclass
class _Tally:
    """What the windows read so far have given; ``times`` are those last spoken of, for "the same day"."""

    facts: list[GroundedFact] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    unread: int = 0
    times: dict[type[Fact], TimeValue] = field(default_factory=dict)

    def count(self, result: WindowResult, inquiry: Inquiry, context: ArticleContext) -> None:
        """Ground what a window gave, and count it in."""
        self.rejects += result.rejects
        self.usage += result.usage
        self.unread += result.unread
        schema = inquiry.schema
        provenance = Provenance(
            model=inquiry.model.name, prompt=FACTS, schema_name=fingerprint(schema), request=result.request
        )
        source = DraftSource(result.window.id, provenance)
        for number, draft in result.drafts:
            fact, thrown = ground_draft(
                draft, number, schema, context, source, policy=inquiry.policy, earlier=self.times.get(schema)
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
