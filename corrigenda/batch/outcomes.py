"""What became of an article."""

from collections import Counter

from corrigenda.schemas.records import Extraction, ProcessedArticle, Reject
from corrigenda.schemas.runs import ArticleOutcome, Figures, State


def outcome_of(processed: ProcessedArticle, *, asked: bool, seconds: float = 0.0) -> ArticleOutcome:
    """What became of an article that went through the pipeline; ``asked`` says whether a model read it.

    An answer that could not be used is not the same as no facts, and a part that was not read is a failure
    even where the rest gave facts: the same command run again asks for that part alone.
    """
    extraction, names = processed.extraction, processed.corrected.names
    unused = Counter(one.kind for one in processed.coverage.unused)
    state, reason = _state(extraction, facts=len(processed.records), asked=asked)
    return ArticleOutcome(
        article_id=processed.article.article.id,
        state=state,
        reason=reason,
        figures=Figures(
            facts=len(processed.records),
            names=len(names),
            linked=sum(name.status == "linked" for name in names),
            corrected=len(processed.corrected.edits),
            unused_names=unused["name"],
            unused_times=unused["time"],
            unused_numbers=unused["number"],
            rejects=len(extraction.rejects),
            usage=extraction.usage,
            seconds=round(seconds, 3),
        ),
    )


def outcome_of_failure(reject: Reject, *, seconds: float = 0.0) -> ArticleOutcome:
    """What became of an article that could not be processed at all."""
    figures = Figures(rejects=1, seconds=round(seconds, 3))
    return ArticleOutcome(article_id=reject.article_id, state="failed", reason=reject.reason, figures=figures)


def _state(extraction: Extraction, *, facts: int, asked: bool) -> tuple[State, str]:
    unread = [reject.reason for reject in extraction.rejects if reject.stage in ("read", "model")]
    unusable = [reject.reason for reject in extraction.rejects if reject.stage == "answer"]
    if not asked:
        return "done", "No model was asked for facts."
    if unread or extraction.read_share < 1:
        return "failed", (unread or unusable or ["a part of the text was not read"])[0]
    if facts:
        return "done", ""
    if unusable:
        return "failed", unusable[0]
    return "no_facts", ""
