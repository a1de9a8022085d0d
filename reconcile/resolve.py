"""Names resolved: the mentions of one text together, full names and titles first, then what leans on them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corrigenda.reconcile.candidates import LinkingContext, make_context, retrieve_candidates
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
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.names import Choice, ErrorKind, Evidence, LinkStatus, Mention, Resolution, RunnerUp

Adjudicate = Callable[[Mention, Sequence[Entity]], Choice | None]
"""Says which of the candidates an undecided mention means; ``None`` where it has no answer."""

_IN_OFFICE = ("office.held", "office.grace", "office.open")
_MOST_ROUNDS = 3
_LEAST_VOTE = 0.05
_MOST_SHOWN_TO_ADJUDICATE = 8


@dataclass(frozen=True, slots=True)
class LinkResult:
    """A reference with everybody who may be meant, ranked, and what follows from it."""

    context: LinkingContext
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
) -> tuple[Resolution, ...]:
    """What each mention means, in the order of the input. Mentions with the same text are one document.

    ``adjudicate`` is asked for at most ``budget`` different names that stay undecided; what it chooses is one
    more piece of evidence; where it has no answer, the name stays undecided.
    """
    parsed = tuple(parse_mention(mention) for mention in mentions)
    judge = _Judge(table, decisions or Decisions(), reviewed_weights())
    judged: dict[int, LinkResult] = {}
    for places in gather_texts(parsed):
        judged |= zip(places, judge.text([parsed[place] for place in places]), strict=True)
    if adjudicate is not None and budget > 0:
        judged = _adjudicated(judged, adjudicate, budget)
    return tuple(_resolution(judged[place], mention) for place, mention in enumerate(mentions))


@dataclass(frozen=True, slots=True)
class _Judge:
    table: EntityTable
    decisions: Decisions
    weights: EvidenceWeights

    def text(self, mentions: Sequence[ParsedMention]) -> list[LinkResult]:
        """The references of one text, each in the light of the others, until nothing changes."""
        dated = _listed(_dated(mentions))
        judged = self._round(dated, DocumentContext(countries=_countries(dated)))
        if dated and dated[0].period is None:
            period = infer_period(_votes(judged), as_of=self.table.as_of)
            if period is not None:
                dated = [mention.at(period) for mention in dated]
                judged = self._round(dated, DocumentContext(countries=_countries(dated)))
        for _ in range(_MOST_ROUNDS if len({mention.key for mention in dated}) > 1 else 0):
            document = DocumentContext(_anchors(judged), _countries(dated) | _countries_of_offices(judged))
            if document == judged[0].context.document:
                break
            judged = self._round(dated, document)
        return judged

    def _round(self, mentions: Sequence[ParsedMention], document: DocumentContext) -> list[LinkResult]:
        """Every reference once; those that say the same are judged once."""
        known: dict[object, LinkResult] = {}
        found = []
        for mention in mentions:
            says = (
                mention.name,
                mention.title,
                mention.country,
                mention.years,
                mention.kin,
                mention.supposed,
                mention.raw.type,
                mention.sentence,
                mention.listed,
                mention.retold,
            )
            if says not in known:
                known[says] = self._one(mention, document)
            found.append(known[says])
        return found

    def _one(self, mention: ParsedMention, document: DocumentContext) -> LinkResult:
        decided = [one.entity_id for one in self.decisions.about(mention.raw) if one.entity_id is not None]
        retrieved = retrieve_candidates(mention, self.table, document, decided=decided)
        context = make_context(
            LinkingContext(mention, retrieved, document, self.table, self.decisions, self.weights)
        )
        found = [add_up(one, weigh(context, one), self.weights) for one in retrieved.candidates]
        return _judged(context, rank(found, weigh_nil(context), self.weights))


def _judged(context: LinkingContext, ranking: Ranking) -> LinkResult:
    return LinkResult(context, ranking, status_of(ranking, context.weights))


def _dated(mentions: Sequence[ParsedMention]) -> list[ParsedMention]:
    """A mention without a date takes the one of the others of its text."""
    period = next((mention.period for mention in mentions if mention.period is not None), None)
    return [mention if mention.period is not None else mention.at(period) for mention in mentions]


def _countries(mentions: Sequence[ParsedMention]) -> frozenset[str]:
    return frozenset(mention.country for mention in mentions if mention.country is not None)


def _listed(mentions: Sequence[ParsedMention]) -> list[ParsedMention]:
    beside = zip(mentions, gather_lists(mentions), gather_retold(mentions), strict=True)
    return [mention.among(listed, retold) for mention, listed, retold in beside]


def _countries_of_offices(judged: Sequence[LinkResult]) -> frozenset[str]:
    """Those whose offices the titled people of the text hold."""
    first = [one.ranking.weighed[0] for one in judged if one.status == "linked" and one.context.mention.roles]
    return frozenset(
        weighed.candidate.entity.country
        for weighed in first
        if weighed.candidate.entity.country is not None and weighed.has(*_IN_OFFICE)
    )


def _votes(judged: Sequence[LinkResult]) -> list[Vote]:
    """Who would explain a title, if the time were right."""
    votes = []
    for place, one in enumerate(judged):
        mention = one.context.mention
        if mention.title is None or mention.title.tense == "former":
            continue
        for weighed, probability in zip(one.ranking.weighed, one.ranking.probabilities, strict=True):
            held = tuple(
                holding
                for holding in weighed.candidate.holdings
                if holding.role in mention.roles and mention.country in (None, holding.country)
            )
            if held and probability >= _LEAST_VOTE:
                votes.append(Vote(place, weighed.candidate.entity.id, round(probability, 6), held))
    return votes


def _anchors(judged: Sequence[LinkResult]) -> tuple[Antecedent, ...]:
    found: dict[tuple[str, str | None], Antecedent] = {}
    for one in judged:
        mention = one.context.mention
        if one.status == "undecided" or not mention.key:
            continue
        family_key = mention.key.split()[-1]
        if one.linked_id is not None:
            comparison = one.ranking.weighed[0].candidate.comparison
            if comparison.whole:
                continue
            family_key = mention.written.key_of(comparison.family.start, comparison.family.end)
        elif not mention.full:
            continue
        known = found.get((mention.key, one.linked_id))
        roles = frozenset(mention.roles) | (known.roles if known is not None else frozenset())
        surface = known.surface if known is not None and not mention.roles else mention.name
        antecedent = Antecedent(surface, mention.key, family_key, mention.full, roles, one.linked_id)
        found[antecedent.key, antecedent.entity_id] = antecedent
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
    context = one.context
    shown = [weighed.candidate.entity for weighed in one.ranking.weighed[:_MOST_SHOWN_TO_ADJUDICATE]]
    choice = adjudicate(context.mention.raw, shown)
    if choice is None:
        return one
    said = {
        True: Evidence(
            kind="model.chosen", weight=context.weights["model.chosen"], detail=f"chosen by {choice.by}"
        ),
        False: Evidence(
            kind="model.other", weight=context.weights["model.other"], detail=f"{choice.by} chose otherwise"
        ),
    }
    found = [
        add_up(
            weighed.candidate,
            (*weighed.evidence, said[weighed.candidate.entity.id == choice.entity_id]),
            context.weights,
        )
        for weighed in one.ranking.weighed
    ]
    return _judged(context, rank(found, weigh_nil(context), context.weights))


def _resolution(judged: LinkResult, mention: Mention) -> Resolution:
    ranking = judged.ranking
    bare = Resolution(
        id=mention.id,
        surface=mention.surface,
        start=mention.start,
        end=mention.start + len(mention.surface) if mention.start is not None else None,
        title=mention.title,
        status=judged.status,
        confidence=round(ranking.nil, 4) if judged.status == "nil" else round(ranking.probabilities[0], 4),
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
            "error": error_of(first, judged.context.mention) if linked else _flag(judged),
            "variant": variant_of(first) if linked else None,
            "evidence": first.evidence,
            "runner_up": second,
        }
    )


def _corrected(judged: LinkResult) -> str | None:
    first, context = judged.ranking.weighed[0], judged.context
    if not first.candidate.comparison.wrong or not may_correct(
        judged.ranking, context.mention, context.weights
    ):
        return None
    retold = context.document.of_key(context.mention.retold) if context.mention.retold else ()
    if any(antecedent.entity_id == first.candidate.entity.id for antecedent in retold):
        return None  # the text sets it right itself
    surface = context.mention.raw.surface
    written = surface[: context.mention.offset] + in_writers_form(context.mention, first.candidate)
    return written if tokens(written) != tokens(surface) else None  # capitals and hyphens are the writer's


def _corrected_title(judged: LinkResult) -> str | None:
    """The title set right where it is surely wrong and the name is surely no slip.

    It may be one among ministries, and where the text also names whose office it is, unless it gives the
    bearer of the name the right title elsewhere.
    """
    first, context = judged.ranking.weighed[0], judged.context
    title, candidate = context.mention.title, first.candidate
    if title is None or judged.ranking.probabilities[0] < context.weights.thresholds.correct:
        return None
    if title.misheaded is not None:
        held = next((held for held in candidate.holdings if held.role in title.roles), None)
        return right_title(title, held) if held is not None and first.has("office.held") else None
    slip = find_wrong_office(context, candidate)
    if slip is None:
        return None
    if any(are_ministries(role, slip.held.role) for role in title.roles):
        return None
    own = context.document.of_entity(candidate.entity.id)
    rightly = any(slip.held.role in antecedent.roles for antecedent in own)
    return right_title(title, slip.held) if rightly or not _names_holder(context, slip) else None


def _names_holder(context: LinkingContext, slip: WrongOffice) -> bool:
    """Whether the text speaks of the one person who held the office told."""
    own = [held for held in context.retrieved.holders if held.country == slip.held.country]
    return any(is_single(held.role) and held.entity_id in context.document.named for held in own)


def _flag(judged: LinkResult) -> ErrorKind | None:
    """The name of one who held the office at another time or elsewhere, where it is open who is meant."""
    incumbent = judged.context.incumbent
    if judged.status == "linked":
        return None
    if judged.context.wrong_person is not None:
        return "wrong_person"
    if incumbent is None:
        return None
    for one in judged.ranking.weighed:
        if one.candidate.entity.id == incumbent.entity_id and not one.candidate.comparison.wrong:
            return None
    somebody_else = any(
        one.has("office.past", "office.future", "office.other_country")
        and not one.candidate.comparison.wrong
        and one.candidate.comparison.family.relation != "missing"
        for one in judged.ranking.weighed
    )
    return "wrong_person" if somebody_else else None
