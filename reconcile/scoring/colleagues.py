"""Who stands in one list with a name and holds an office then."""

from collections.abc import Container

from corrigenda.reconcile.candidates import Candidate, LinkingContext
from corrigenda.reconcile.context import holds_at


def listed_with(
    context: LinkingContext, candidate: Candidate, offices: Container[tuple[str, str | None]]
) -> set[str]:
    """The ids of those linked in the mention's list, the candidate apart, who held one of the offices.

    An office is a role and the code of its country, or none.
    """
    period = context.mention.period
    if period is None:
        return set()
    return {
        antecedent.entity_id
        for key in context.mention.listed
        for antecedent in context.document.of_key(key)
        if antecedent.entity_id not in (None, candidate.entity.id)
        for held in context.table.terms(antecedent.entity_id or "")
        if (held.role, held.country) in offices and holds_at(held, period)
    }
