"""Names resolved: linked document by document, what stays undecided adjudicated, and each name set right."""

from collections.abc import Callable, Sequence
from itertools import islice

from corrigenda.reconcile.context import (
    Decisions,
    EvidenceKind,
    EvidenceWeights,
    gather_documents,
    reviewed_weights,
)
from corrigenda.reconcile.correction import resolution_of
from corrigenda.reconcile.link import Linker
from corrigenda.reconcile.scoring import LinkResult, conclude, rank
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.names import Choice, Document, Evidence, Mention, Resolution

Adjudicate = Callable[[Mention, Sequence[Entity]], Choice | None]
"""Says which of the candidates an undecided mention means; ``None`` where it has no answer."""

_MOST_SHOWN_TO_ADJUDICATE = 8


def reconcile_names(
    mentions: Sequence[Mention],
    table: EntityTable,
    *,
    decisions: Decisions | None = None,
    adjudicate: Adjudicate | None = None,
    budget: int = 0,
) -> tuple[Resolution, ...]:
    """What each mention means, in the order of the input. Mentions with the same text are one document.

    ``adjudicate`` is asked for at most ``budget`` different names that stay undecided; what it chooses is one
    more piece of evidence; where it has no answer, the name stays undecided.
    """
    gathered = gather_documents(mentions)
    found = reconcile_documents(
        [document for document, _ in gathered],
        table,
        decisions=decisions,
        adjudicate=adjudicate,
        budget=budget,
    )
    by_place = {
        place: resolution
        for (_, places), resolutions in zip(gathered, found, strict=True)
        for place, resolution in zip(places, resolutions, strict=True)
    }
    return tuple(by_place[place] for place in range(len(mentions)))


def reconcile_documents(
    documents: Sequence[Document],
    table: EntityTable,
    *,
    decisions: Decisions | None = None,
    adjudicate: Adjudicate | None = None,
    budget: int = 0,
) -> tuple[tuple[Resolution, ...], ...]:
    """For each document what its mentions mean, in their order; the rest as for :func:`reconcile_names`."""
    linker = Linker(table, decisions or Decisions(), reviewed_weights())
    linked = [linker.link(document) for document in documents]
    if adjudicate is not None and budget > 0:
        linked = _adjudicated(documents, linked, adjudicate, budget, linker.weights)
    return tuple(
        tuple(
            resolution_of(link, mention, linker.weights)
            for link, mention in zip(links, document.mentions, strict=True)
        )
        for links, document in zip(linked, documents, strict=True)
    )


def _adjudicated(
    documents: Sequence[Document],
    linked: Sequence[list[LinkResult]],
    adjudicate: Adjudicate,
    budget: int,
    weights: EvidenceWeights,
) -> list[list[LinkResult]]:
    """Ask about each undecided name once, in order, while the budget lasts."""
    undecided = {
        id(link): (link, document)
        for document, links in zip(documents, linked, strict=True)
        for link in links
        if link.status == "undecided"
    }
    asked = {
        key: _asked(link, document, adjudicate, weights)
        for key, (link, document) in islice(undecided.items(), budget)
    }
    return [[asked.get(id(link), link) for link in links] for links in linked]


def _asked(
    link: LinkResult, document: Document, adjudicate: Adjudicate, weights: EvidenceWeights
) -> LinkResult:
    """The link in the light of what was chosen among the likeliest."""
    raw = link.context.mention.raw
    told = raw.model_copy(update={"text": document.text, "date": raw.date or document.date})
    choice = adjudicate(
        told, [scored.candidate.entity for scored in link.ranking.scored[:_MOST_SHOWN_TO_ADJUDICATE]]
    )
    if choice is None:
        return link
    scored = []
    for one in link.ranking.scored:
        chosen = one.candidate.entity.id == choice.entity_id
        kind = EvidenceKind.MODEL_CHOSEN if chosen else EvidenceKind.MODEL_OTHER
        detail = f"chosen by {choice.by}" if chosen else f"{choice.by} chose otherwise"
        scored.append(one.with_evidence(Evidence(kind=kind, weight=weights[kind], detail=detail)))
    return conclude(link.context, rank(scored, link.ranking.nil_score, weights), weights)
