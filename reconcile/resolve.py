"""Names resolved: linked document by document, what stays undecided adjudicated, and each name set right."""

from collections.abc import Callable, Sequence

from corrigenda.reconcile.candidates import Candidate
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
from corrigenda.schemas.names import Document, Evidence, Mention, Resolution

Adjudicate = Callable[[Mention, Sequence[Candidate]], str | None]
"""Chooses the id of one of the candidates of an undecided mention, or none."""

_MOST_SHOWN_TO_ADJUDICATE = 8


def reconcile_names(
    mentions: Sequence[Mention],
    table: EntityTable,
    *,
    decisions: Decisions | None = None,
    adjudicate: Adjudicate | None = None,
    budget: int = 0,
    weights: EvidenceWeights | None = None,
) -> tuple[Resolution, ...]:
    """What each mention means, in the order of the input. Mentions with the same text are one document.

    ``adjudicate`` is asked for at most ``budget`` different names that stay undecided; what it chooses is one
    more piece of evidence.
    """
    gathered = gather_documents(mentions)
    found = reconcile_documents(
        [document for document, _ in gathered],
        table,
        decisions=decisions,
        adjudicate=adjudicate,
        budget=budget,
        weights=weights,
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
    weights: EvidenceWeights | None = None,
) -> tuple[tuple[Resolution, ...], ...]:
    """For each document what its mentions mean, in their order; the rest as for :func:`reconcile_names`."""
    linker = Linker(table, decisions or Decisions(), weights or reviewed_weights())
    linked = [linker.link(document) for document in documents]
    if adjudicate is not None and budget > 0:
        linked = _adjudicated(linked, adjudicate, budget, linker.weights)
    return tuple(
        tuple(
            resolution_of(link, mention, linker.weights)
            for link, mention in zip(links, document.mentions, strict=True)
        )
        for links, document in zip(linked, documents, strict=True)
    )


def _adjudicated(
    linked: Sequence[list[LinkResult]], adjudicate: Adjudicate, budget: int, weights: EvidenceWeights
) -> list[list[LinkResult]]:
    """Ask about each undecided name once, in order, while the budget lasts."""
    undecided = {id(link): link for links in linked for link in links if link.status == "undecided"}
    asked = {key: _asked(link, adjudicate, weights) for key, link in list(undecided.items())[:budget]}
    return [[asked.get(id(link), link) for link in links] for links in linked]


def _asked(link: LinkResult, adjudicate: Adjudicate, weights: EvidenceWeights) -> LinkResult:
    """The link in the light of what was chosen among the likeliest."""
    shown = [scored.candidate for scored in link.ranking.scored[:_MOST_SHOWN_TO_ADJUDICATE]]
    chosen = adjudicate(link.context.mention.raw, shown)
    said = {
        True: (EvidenceKind.MODEL_CHOSEN, "chosen by the model"),
        False: (EvidenceKind.MODEL_OTHER, "the model chose otherwise"),
    }
    scored = []
    for one in link.ranking.scored:
        kind, detail = said[one.candidate.entity.id == chosen]
        scored.append(one.with_evidence(Evidence(kind=kind, weight=weights[kind], detail=detail)))
    return conclude(link.context, rank(scored, link.ranking.nil_score, weights), weights)
