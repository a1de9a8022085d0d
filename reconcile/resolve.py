"""Names resolved: the mentions of one text together, full names and titles first, then what leans on them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corrigenda.reconcile.candidates import Candidate, LinkingContext, make_context, retrieve_candidates
from corrigenda.reconcile.context import (
    Antecedent,
    Decisions,
    DocumentContext,
    EvidenceWeights,
    ParsedMention,
    Vote,
    gather_lists,
    gather_retold,
    gather_texts,
    infer_period,
    parse_mention,
    reviewed_weights,
)
from corrigenda.reconcile.correction import (
    error_of,
    in_writers_form,
    right_title,
    variant_of,
    variant_of_nil,
)
from corrigenda.reconcile.scoring import (
    Ranking,
    WrongOffice,
    add_up,
    are_ministries,
    find_wrong_office,
    may_correct,
    rank,
    status_of,
    weigh,
    weigh_nil,
)
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.text import tokens
from corrigenda.reconcile.titles import is_single
from corrigenda.schemas.names import ErrorKind, Evidence, LinkStatus, Mention, Resolution, RunnerUp

Adjudicate = Callable[[Mention, Sequence[Candidate]], str | None]
"""Chooses the id of one of the candidates of an undecided mention, or none."""

_IN_OFFICE = ("office.held", "office.grace", "office.open")
_MOST_ROUNDS = 3
_LEAST_VOTE = 0.05
_MOST_SHOWN_TO_ADJUDICATE = 8


@dataclass(frozen=True, slots=True)
class LinkResult:
    """A reference with everybody who may be meant, ranked, and what follows from it."""

    case: LinkingContext
    ranking: Ranking
    status: LinkStatus

    @property
    def linked_id(self) -> str | None:
        """The id of the entity, where the reference is linked."""
        return self.ranking.weighed[0].candidate.entity.id if self.status == "linked" else None


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
    references = tuple(parse_mention(mention) for mention in mentions)
    judge = _Judge(table, decisions or Decisions(), weights or reviewed_weights())
    judged: dict[int, LinkResult] = {}
    for places in gather_texts(references):
        judged |= zip(places, judge.text([references[place] for place in places]), strict=True)
    if adjudicate is not None and budget > 0:
        judged = _adjudicated(judged, adjudicate, budget)
    return tuple(_resolution(judged[place], mention) for place, mention in enumerate(mentions))


@dataclass(frozen=True, slots=True)
class _Judge:
    table: EntityTable
    decisions: Decisions
    weights: EvidenceWeights

    def text(self, references: Sequence[ParsedMention]) -> list[LinkResult]:
        """The references of one text, each in the light of the others, until nothing changes."""
        dated = _listed(_dated(references))
        judged = self._round(dated, DocumentContext(countries=_countries(dated)))
        if dated and dated[0].period is None:
            period = infer_period(_votes(judged), as_of=self.table.as_of)
            if period is not None:
                dated = [reference.at(period) for reference in dated]
                judged = self._round(dated, DocumentContext(countries=_countries(dated)))
        for _ in range(_MOST_ROUNDS if len({reference.key for reference in dated}) > 1 else 0):
            surroundings = DocumentContext(
                _anchors(judged), _countries(dated) | _countries_of_offices(judged)
            )
            if surroundings == judged[0].case.surroundings:
                break
            judged = self._round(dated, surroundings)
        return judged

    def _round(self, references: Sequence[ParsedMention], surroundings: DocumentContext) -> list[LinkResult]:
        """Every reference once; those that say the same are judged once."""
        known: dict[object, LinkResult] = {}
        found = []
        for reference in references:
            says = (
                reference.name,
                reference.title,
                reference.country,
                reference.years,
                reference.kin,
                reference.supposed,
                reference.mention.type,
                reference.sentence,
                reference.listed,
                reference.retold,
            )
            if says not in known:
                known[says] = self._one(reference, surroundings)
            found.append(known[says])
        return found

    def _one(self, reference: ParsedMention, surroundings: DocumentContext) -> LinkResult:
        retrieved = retrieve_candidates(reference, self.table, surroundings)
        case = make_context(
            LinkingContext(reference, retrieved, surroundings, self.table, self.decisions, self.weights)
        )
        found = [add_up(one, weigh(case, one), self.weights) for one in retrieved.candidates]
        return _judged(case, rank(found, weigh_nil(case), self.weights))


def _judged(case: LinkingContext, ranking: Ranking) -> LinkResult:
    return LinkResult(case, ranking, status_of(ranking, case.weights))


def _dated(references: Sequence[ParsedMention]) -> list[ParsedMention]:
    """A mention without a date takes the one of the others of its text."""
    period = next((reference.period for reference in references if reference.period is not None), None)
    return [reference if reference.period is not None else reference.at(period) for reference in references]


def _countries(references: Sequence[ParsedMention]) -> frozenset[str]:
    return frozenset(reference.country for reference in references if reference.country is not None)


def _listed(references: Sequence[ParsedMention]) -> list[ParsedMention]:
    beside = zip(references, gather_lists(references), gather_retold(references), strict=True)
    return [reference.among(listed, retold) for reference, listed, retold in beside]


def _countries_of_offices(judged: Sequence[LinkResult]) -> frozenset[str]:
    """Those whose offices the titled people of the text hold."""
    first = [one.ranking.weighed[0] for one in judged if one.status == "linked" and one.case.reference.roles]
    return frozenset(
        weighed.candidate.entity.country
        for weighed in first
        if weighed.candidate.entity.country is not None and weighed.has(*_IN_OFFICE)
    )


def _votes(judged: Sequence[LinkResult]) -> list[Vote]:
    """Who would explain a title, if the time were right."""
    votes = []
    for place, one in enumerate(judged):
        reference = one.case.reference
        if reference.title is None or reference.title.tense == "former":
            continue
        for weighed, probability in zip(one.ranking.weighed, one.ranking.probabilities, strict=True):
            held = tuple(
                holding
                for holding in weighed.candidate.holdings
                if holding.role in reference.roles and reference.country in (None, holding.country)
            )
            if held and probability >= _LEAST_VOTE:
                votes.append(Vote(place, weighed.candidate.entity.id, round(probability, 6), held))
    return votes


def _anchors(judged: Sequence[LinkResult]) -> tuple[Antecedent, ...]:
    found: dict[tuple[str, str | None], Antecedent] = {}
    for one in judged:
        reference = one.case.reference
        if one.status == "undecided" or not reference.key:
            continue
        family_key = reference.key.split()[-1]
        if one.linked_id is not None:
            comparison = one.ranking.weighed[0].candidate.comparison
            if comparison.whole:
                continue
            family_key = reference.written.key_of(comparison.family.start, comparison.family.end)
        elif not reference.full:
            continue
        known = found.get((reference.key, one.linked_id))
        roles = frozenset(reference.roles) | (known.roles if known is not None else frozenset())
        surface = known.surface if known is not None and not reference.roles else reference.name
        anchor = Antecedent(surface, reference.key, family_key, reference.full, roles, one.linked_id)
        found[anchor.key, anchor.entity_id] = anchor
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[0], key[1] or "")))


def _adjudicated(judged: dict[int, LinkResult], adjudicate: Adjudicate, budget: int) -> dict[int, LinkResult]:
    """Ask about each undecided name once, in order, while the budget lasts."""
    asked: dict[int, LinkResult] = {}
    settled = dict(judged)
    for place, one in judged.items():
        if one.status != "undecided":
            continue
        if id(one) not in asked:
            if len(asked) >= budget:
                continue
            asked[id(one)] = _asked(one, adjudicate)
        settled[place] = asked[id(one)]
    return settled


def _asked(one: LinkResult, adjudicate: Adjudicate) -> LinkResult:
    case = one.case
    candidates = [weighed.candidate for weighed in one.ranking.weighed[:_MOST_SHOWN_TO_ADJUDICATE]]
    chosen = adjudicate(case.reference.mention, candidates)
    said = {
        True: Evidence(
            kind="model.chosen", weight=case.weights["model.chosen"], detail="chosen by the model"
        ),
        False: Evidence(
            kind="model.other", weight=case.weights["model.other"], detail="the model chose otherwise"
        ),
    }
    found = [
        add_up(
            weighed.candidate,
            (*weighed.evidence, said[weighed.candidate.entity.id == chosen]),
            case.weights,
        )
        for weighed in one.ranking.weighed
    ]
    return _judged(case, rank(found, weigh_nil(case), case.weights))


def _resolution(judged: LinkResult, mention: Mention) -> Resolution:
    ranking = judged.ranking
    bare = Resolution(
        id=mention.id,
        surface=mention.surface,
        start=mention.start,
        end=mention.start + len(mention.surface) if mention.start is not None else None,
        title=mention.title,
        status=judged.status,
        confidence=round(ranking.nobody, 4) if judged.status == "nil" else round(ranking.probabilities[0], 4),
        error=_flag(judged),
        variant=variant_of_nil(mention.surface) if judged.status == "nil" else None,
    )
    if not ranking.weighed:
        return bare
    first = ranking.weighed[0]
    if judged.status == "nil":
        nearest = RunnerUp(entity_id=first.candidate.entity.id, confidence=round(ranking.probabilities[0], 4))
        return bare.model_copy(update={"runner_up": nearest, "evidence": first.evidence})
    linked = judged.status == "linked"
    second = None
    if len(ranking.weighed) > 1:
        second = RunnerUp(
            entity_id=ranking.weighed[1].candidate.entity.id, confidence=round(ranking.probabilities[1], 4)
        )
    return bare.model_copy(
        update={
            "entity_id": first.candidate.entity.id,
            "canonical": first.candidate.entity.canonical,
            "corrected": _corrected(judged) if linked else None,
            "corrected_title": _corrected_title(judged) if linked else None,
            "error": error_of(first, judged.case.reference) if linked else _flag(judged),
            "variant": variant_of(first) if linked else None,
            "evidence": first.evidence,
            "runner_up": second,
        }
    )


def _corrected(judged: LinkResult) -> str | None:
    first, case = judged.ranking.weighed[0], judged.case
    if not first.candidate.comparison.wrong or not may_correct(judged.ranking, case.reference, case.weights):
        return None
    retold = case.surroundings.of_key(case.reference.retold) if case.reference.retold else ()
    if any(anchor.entity_id == first.candidate.entity.id for anchor in retold):
        return None  # the text sets it right itself
    surface = case.reference.mention.surface
    written = surface[: case.reference.offset] + in_writers_form(case.reference, first.candidate)
    return written if tokens(written) != tokens(surface) else None  # capitals and hyphens are the writer's


def _corrected_title(judged: LinkResult) -> str | None:
    """The title set right where it is surely wrong and the name is surely no slip.

    It may be one among ministries, and where the text also names whose office it is, unless it gives the
    bearer of the name the right title elsewhere.
    """
    first, case = judged.ranking.weighed[0], judged.case
    title, candidate = case.reference.title, first.candidate
    if title is None or judged.ranking.probabilities[0] < case.weights.thresholds.correct:
        return None
    if title.misheaded is not None:
        held = next((held for held in candidate.holdings if held.role in title.roles), None)
        return right_title(title, held) if held is not None and first.has("office.held") else None
    slip = find_wrong_office(case, candidate)
    if slip is None:
        return None
    if any(are_ministries(role, slip.held.role) for role in title.roles):
        return None
    own = case.surroundings.of_entity(candidate.entity.id)
    rightly = any(slip.held.role in anchor.roles for anchor in own)
    return right_title(title, slip.held) if rightly or not _names_holder(case, slip) else None


def _names_holder(case: LinkingContext, slip: WrongOffice) -> bool:
    """Whether the text speaks of the one person who held the office told."""
    own = [held for held in case.retrieved.holders if held.country == slip.held.country]
    return any(is_single(held.role) and held.entity_id in case.surroundings.named for held in own)


def _flag(judged: LinkResult) -> ErrorKind | None:
    """The name of one who held the office at another time or elsewhere, where it is open who is meant."""
    holder = judged.case.holder
    if judged.status == "linked":
        return None
    if judged.case.misnaming is not None:
        return "wrong_person"
    if holder is None:
        return None
    for one in judged.ranking.weighed:
        if one.candidate.entity.id == holder.entity_id and not one.candidate.comparison.wrong:
            return None
    somebody_else = any(
        one.has("office.past", "office.future", "office.other_country")
        and not one.candidate.comparison.wrong
        and one.candidate.comparison.family.relation != "missing"
        for one in judged.ranking.weighed
    )
    return "wrong_person" if somebody_else else None
