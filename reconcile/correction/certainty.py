"""Whether a linked name that differs is sure enough to be set right."""

from corrigenda.reconcile.candidates import Candidate
from corrigenda.reconcile.context import EvidenceKind, EvidenceWeights
from corrigenda.reconcile.names import ComparedPart
from corrigenda.reconcile.scoring import LinkResult, ScoredCandidate

_SUPPORTING = frozenset(
    {
        EvidenceKind.OFFICE_HELD,
        EvidenceKind.OFFICE_GRACE,
        EvidenceKind.OFFICE_FORMER,
        EvidenceKind.OFFICE_INCOMING,
        EvidenceKind.OFFICE_YEAR,
        EvidenceKind.OFFICE_OPEN,
        EvidenceKind.TEXT_FULL_NAME,
        EvidenceKind.TEXT_TITLED,
        EvidenceKind.TEXT_WRONG_NAME,
        EvidenceKind.TEXT_SPELLING,
        EvidenceKind.TEXT_COLLEAGUES,
        EvidenceKind.TEXT_PEERS,
        EvidenceKind.PERSON_SWAPPED,
        EvidenceKind.DECISION_ACCEPTED,
        EvidenceKind.DECISION_LEARNED,
    }
)
"""Kinds that support a correction beside the name: name alone sets nothing right but a plain misspelling."""

_AGAINST = (
    EvidenceKind.OFFICE_PAST,
    EvidenceKind.OFFICE_FUTURE,
    EvidenceKind.OFFICE_OTHER_COUNTRY,
    EvidenceKind.TYPE_OTHER,
)
_PLAIN_EDITS = ((10, 2), (0, 1))
"""Letters of a part of a name, and how many edits in it are still plainly a slip."""
_LONG = 7
"""Letters of a name that hardly rhymes with that of somebody else."""


def may_correct(link: LinkResult, weights: EvidenceWeights) -> bool:
    """Whether the name of the linked mention may be rewritten.

    Never the full name of another person whom the table knows, never against the office, no surname that a
    name of somebody else follows ("Vice President Harris Rohini Lee"), and by the name alone only a plain
    slip in a full name that nobody else in the table nearly bears.
    """
    first, others = link.ranking.scored[0], link.ranking.scored[1:]
    if link.ranking.probabilities[0] < weights.thresholds.correct:
        return False
    if first.has(EvidenceKind.DECISION_ACCEPTED, EvidenceKind.DECISION_LEARNED):
        return True
    if link.context.mention.full and any(_bears_in_full(other.candidate) for other in others):
        return False
    if _is_against_the_office(first):
        return False
    if first.has(EvidenceKind.PERSON_SWAPPED):
        return first.has(EvidenceKind.TEXT_NAMED, EvidenceKind.TEXT_TITLED)
    if _is_rather_another(first):
        return False
    if any(evidence.kind in _SUPPORTING and evidence.weight > 0 for evidence in first.evidence):
        return True
    return _plain_slip(first) and not any(_nearly_bears(other.candidate) for other in others)


def _bears_in_full(candidate: Candidate) -> bool:
    comparison = candidate.comparison
    return not comparison.wrong and (comparison.whole or comparison.full)


def _is_against_the_office(first: ScoredCandidate) -> bool:
    """Whether the title speaks against the candidate, so that the name may be right and another's."""
    if first.has(*_AGAINST):
        return True
    never = first.has(EvidenceKind.OFFICE_NEVER)
    return never and (first.has(EvidenceKind.OFFICE_HELD_BY_ANOTHER) or not _plain_slip(first))


def _is_rather_another(first: ScoredCandidate) -> bool:
    """Whether a part that is unlike the person's is rather the name of somebody else."""
    comparison = first.candidate.comparison
    unlike = [part for part in (comparison.family, comparison.given) if part.relation == "different"]
    if comparison.swapped and any(part.end - part.start > 1 for part in unlike):
        return True
    alike = first.has(EvidenceKind.FAMILY_ALIKE, EvidenceKind.GIVEN_ALIKE)
    return bool(unlike) and first.has(EvidenceKind.OFFICE_OPEN) and not alike


def _plain_slip(first: ScoredCandidate) -> bool:
    """A slip of a letter or so in a full name, by the letters alone."""
    comparison = first.candidate.comparison
    parts = (comparison.family, comparison.given)
    if not comparison.whole and not comparison.full:
        return False
    if any(part.relation == "different" for part in parts) or first.has(EvidenceKind.TYPO_IS_A_NAME):
        return False
    if any(_is_another_form(part) for part in parts):
        return False
    return not any(_begins_otherwise(part) for part in parts) and all(
        part.edits <= next(edits for least, edits in _PLAIN_EDITS if len(part.own) >= least) for part in parts
    )


def _begins_otherwise(part: ComparedPart) -> bool:
    """Whether the first letter of a name is another; one edit in a long one is a slip even there."""
    if part.relation != "typo" or part.written[0] == part.own[0]:
        return False
    return part.edits > 1 or len(part.own) < _LONG


def _is_another_form(part: ComparedPart) -> bool:
    """Whether a name goes on in another, by more than a letter: Johan and Johansen, Kasym and Kasymov."""
    cut = part.own.startswith(part.written) or part.written.startswith(part.own)
    return part.relation == "typo" and part.edits > 1 and cut


def _nearly_bears(candidate: Candidate) -> bool:
    comparison = candidate.comparison
    return all(
        part.relation not in ("different", "missing") for part in (comparison.family, comparison.given)
    ) or (comparison.whole and comparison.family.relation != "different")
