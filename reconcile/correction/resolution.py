"""From a link to what is said of the mention: status, error, variant, and how it should read."""

from corrigenda.reconcile.context import EvidenceKind, EvidenceWeights
from corrigenda.reconcile.correction.error_kinds import error_of, variant_of, variant_of_nil
from corrigenda.reconcile.correction.name_form import in_writers_form
from corrigenda.reconcile.correction.title_form import right_title
from corrigenda.reconcile.scoring import LinkResult, ScoredCandidate, WrongOffice, are_ministries
from corrigenda.reconcile.text import tokens
from corrigenda.reconcile.titles import is_single
from corrigenda.schemas.names import ErrorKind, Mention, Resolution, RunnerUp

_AT_ANOTHER_TIME = (
    EvidenceKind.OFFICE_PAST,
    EvidenceKind.OFFICE_FUTURE,
    EvidenceKind.OFFICE_OTHER_COUNTRY,
)


def resolution_of(link: LinkResult, mention: Mention, weights: EvidenceWeights) -> Resolution:
    """What became of the mention: who it is, how sure, why, and how name and title should read."""
    bare = Resolution(
        id=mention.id,
        surface=mention.surface,
        start=mention.start,
        end=mention.start + len(mention.surface) if mention.start is not None else None,
        title=mention.title,
        type=mention.type,
        status=link.status,
        confidence=round(link.ranking.nil if link.status == "nil" else link.ranking.probabilities[0], 4),
        error=_flag(link),
        variant=variant_of_nil(mention.surface) if link.status == "nil" else None,
    )
    if link.first is None:
        return bare
    update: dict[str, object]
    if link.status == "nil":
        update = {"runner_up": _runner_up(link, 0), "evidence": link.first.evidence}
    else:
        update = {
            "entity_id": link.first.candidate.entity.id,
            "canonical": link.first.candidate.entity.canonical,
            "evidence": link.first.evidence,
            "runner_up": _runner_up(link, 1),
        }
    if link.status == "linked":
        update |= {
            "type": link.first.candidate.entity.type,
            "corrected": _corrected(link, link.first, weights),
            "corrected_title": _corrected_title(link, link.first, weights),
            "error": error_of(link.first, link.context.mention),
            "variant": variant_of(link.first),
        }
    return bare.model_copy(update=update)


def _runner_up(link: LinkResult, place: int) -> RunnerUp | None:
    if len(link.ranking.scored) <= place:
        return None
    entity = link.ranking.scored[place].candidate.entity
    return RunnerUp(entity_id=entity.id, confidence=round(link.ranking.probabilities[place], 4))


def _corrected(link: LinkResult, first: ScoredCandidate, weights: EvidenceWeights) -> str | None:
    context = link.context
    if not first.candidate.comparison.wrong or link.ranking.probabilities[0] < _enough(link, weights):
        return None
    if _is_told(link, first):
        return None
    surface = context.mention.raw.surface
    written = surface[: context.mention.offset] + in_writers_form(context.mention, first.candidate)
    return written if tokens(written) != tokens(surface) else None  # capitals and hyphens are the writer's


def _enough(link: LinkResult, weights: EvidenceWeights) -> float:
    """The least probability to correct; the full name of another person of the table takes more."""
    others = (other.candidate.comparison for other in link.ranking.scored[1:])
    borne = link.context.mention.full and any(
        not other.wrong and (other.full or other.whole) for other in others
    )
    return weights.thresholds.overwhelm if borne else weights.thresholds.correct


def _is_told(link: LinkResult, first: ScoredCandidate) -> bool:
    """Whether the text quotes the name as it stands, or sets it right itself."""
    mention, entity = link.context.mention, first.candidate.entity
    if not mention.retold:
        return False
    right = {antecedent.entity_id for antecedent in link.context.document.of_key(mention.retold)}
    own = {word for name in entity.names for word in tokens(name.text)}
    return mention.retold == mention.key or entity.id in right or own.issuperset(mention.retold.split())


def _corrected_title(link: LinkResult, first: ScoredCandidate, weights: EvidenceWeights) -> str | None:
    """The title set right where it is surely wrong and the name is surely no slip.

    It may be one among ministries, and where the text also names whose office it is, unless it gives the
    bearer of the name the right title elsewhere.
    """
    title, wrong = link.context.mention.title, first.wrong_office
    if title is None or link.ranking.probabilities[0] < weights.thresholds.correct:
        return None
    if title.misheaded is not None:
        held = next((held for held in first.candidate.holdings if held.role in title.roles), None)
        return right_title(title, held) if held is not None and first.has(EvidenceKind.OFFICE_HELD) else None
    if wrong is None or any(are_ministries(role, wrong.held.role) for role in title.roles):
        return None
    own = link.context.document.of_entity(first.candidate.entity.id)
    rightly = any(wrong.held.role in antecedent.roles for antecedent in own)
    return right_title(title, wrong.held) if rightly or not _names_incumbent(link, wrong) else None


def _names_incumbent(link: LinkResult, wrong: WrongOffice) -> bool:
    """Whether the text speaks of the one person who held the office told."""
    own = [held for held in link.context.retrieved.holders if held.country == wrong.held.country]
    return any(is_single(held.role) and held.entity_id in link.context.document.named for held in own)


def _flag(link: LinkResult) -> ErrorKind | None:
    """The name of one who held the office at another time or elsewhere, where it is open who is meant."""
    if link.status == "linked":
        return None
    if link.context.wrong_person is not None:
        return "wrong_person"
    rightly_written = [one for one in link.ranking.scored if not one.candidate.comparison.wrong]
    incumbents = [link.context.incumbent_beside(one.candidate) for one in rightly_written]
    ids = {incumbent.entity_id for incumbent in incumbents if incumbent is not None}
    if any(one.candidate.entity.id in ids for one in rightly_written):
        return None
    somebody_else = any(
        incumbent is not None
        and one.has(*_AT_ANOTHER_TIME)
        and one.candidate.comparison.family.relation != "missing"
        for one, incumbent in zip(rightly_written, incumbents, strict=True)
    )
    return "wrong_person" if somebody_else else None
