"""Coordinated participants: persons whom the sentence joins to those that the model wrote down."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from corrigenda.extract.grounding.context import ArticleContext, end_of, same_name
from corrigenda.extract.grounding.cues import any_phrase, has_cue, wording
from corrigenda.extract.grounding.gist import gist_of
from corrigenda.extract.policy import NO_POLICIES, Policies, policy_of
from corrigenda.schemas.names import Mention
from corrigenda.schemas.records import GroundedFact, Grounding


def add_coordinated(
    facts: Sequence[GroundedFact], context: ArticleContext, policies: Policies = NO_POLICIES
) -> tuple[GroundedFact, ...]:
    """The facts, each with its coordinated participants: whom its sentence joins by "with", "and" and the
    like, or tells of.

    A person who takes part in another fact of the same sentence is left to that fact. Which list takes them
    is the policy's word.
    """
    told: defaultdict[int, list[GroundedFact]] = defaultdict(list)
    for fact in facts:
        told[fact.sentence.id].append(fact)
    return tuple(_joined(fact, told[fact.sentence.id], context, policies) for fact in facts)


def leave_spoken_of(
    facts: Sequence[GroundedFact], context: ArticleContext, policies: Policies = NO_POLICIES
) -> tuple[GroundedFact, ...]:
    """The facts of an agreement without those participants of whom it only speaks.

    In "Berg and Holm agreed to press Lund" two agree, whoever the model wrote down. At least one stays.
    """
    return tuple(_agreeing(fact, context, policies) for fact in facts)


def _agreeing(fact: GroundedFact, context: ArticleContext, policies: Policies) -> GroundedFact:
    completion = policy_of(type(fact.fact), policies).agreeing
    name = completion.field_of(fact.fact) if completion is not None else None
    items = _items(fact, name) if name is not None else {}
    spoken_of = [item for item in items.values() if _is_agreed_on(item, fact, context)]
    if name is None or not spoken_of or len(spoken_of) == len(items):
        return fact
    kept = [item for item in items.values() if item not in spoken_of]
    rest = {path: grounding for path, grounding in fact.fields.items() if path not in items}
    return fact.model_copy(
        update={
            "fact": fact.fact.model_copy(update={name: tuple(item.surface for item in kept)}),
            "fields": {f"{name}[{index}]": item for index, item in enumerate(kept)} | rest,
            "notes": (
                *fact.notes,
                *(f"{name} {item.surface!r} left out: it is spoken of, no party" for item in spoken_of),
            ),
        }
    )


def _is_agreed_on(item: Grounding, fact: GroundedFact, context: ArticleContext) -> bool:
    """Whether the name stands in the words that say on what they agree."""
    found = gist_of(fact)
    if found is None:
        return False
    _, gist = found
    start = gist.start
    if (agreeing := any_phrase("agreeing").search(context.text, gist.start, gist.end)) is not None:
        behind = any_phrase("agreed").search(context.text, agreeing.end(), gist.end)
        start = behind.start() if behind is not None else gist.end
    return start <= item.start < gist.end and item.via is None


def split_distributive(
    facts: Sequence[GroundedFact], policies: Policies = NO_POLICIES
) -> tuple[GroundedFact, ...]:
    """The facts, one for each who was met, where the sentence says that they were met separately.

    "Dupont held separate talks with Silva and Novak" is two meetings, of Dupont with each.
    """
    return tuple(one for fact in facts for one in _apart(fact, policies))


def _field_of(fact: GroundedFact, policies: Policies) -> str | None:
    """The list of the fact that takes participants, if any does."""
    completion = policy_of(type(fact.fact), policies).participants
    return completion.field_of(fact.fact) if completion is not None else None


def _items(fact: GroundedFact, name: str) -> dict[str, Grounding]:
    """What stands in the list ``name`` of the fact, by path."""
    return {path: grounding for path, grounding in fact.fields.items() if path.startswith(f"{name}[")}


def _apart(fact: GroundedFact, policies: Policies) -> Iterator[GroundedFact]:
    name = _field_of(fact, policies)
    items = _items(fact, name) if name is not None else {}
    if name is None or len(items) < 3 or not has_cue("apart", fact.sentence.text):
        yield fact
        return
    host, *others = items.values()
    rest = {path: grounding for path, grounding in fact.fields.items() if path not in items}
    for other in others:
        yield fact.model_copy(
            update={
                "fact": fact.fact.model_copy(update={name: (host.surface, other.surface)}),
                "fields": {f"{name}[0]": host, f"{name}[1]": other, **rest},
                "notes": (*fact.notes, "its sentence says that they met separately"),
            }
        )


def _joined(
    fact: GroundedFact, told: Sequence[GroundedFact], context: ArticleContext, policies: Policies
) -> GroundedFact:
    """The fact with its coordinated participants; ``told`` are all facts of its sentence."""
    name = _field_of(fact, policies)
    if name is None:
        return fact
    known = [item.surface for one in told for item in _items(one, name).values()]
    new = [
        person
        for person in context.people_in(fact.sentence)
        if not any(same_name(person.surface, one) for one in known)
        and (_is_joined(person, context) or _is_told(person, fact))
    ]
    if not new:
        return fact
    first = len(_items(fact, name))
    added = {f"{name}[{index}]": _named(person) for index, person in enumerate(new, start=first)}
    return fact.model_copy(
        update={
            "fact": fact.fact.with_values({path: one.surface for path, one in added.items()}),
            "fields": {**fact.fields, **added},
            "notes": (
                *fact.notes,
                *(f"{one.surface!r} is joined to the fact by its sentence" for one in new),
            ),
        }
    )


def _named(person: Mention) -> Grounding:
    assert person.start is not None, "a name found in a text has its place"
    return Grounding(
        surface=person.surface,
        start=person.start,
        end=end_of(person),
        alignment="exact",
        types=("person",),
    )


def _is_told(person: Mention, fact: GroundedFact) -> bool:
    """Whether the person stands in the very words that say what the fact is: "received Ann Holm"."""
    assert person.start is not None, "a name found in a text has its place"
    found = gist_of(fact)
    return found is not None and found[1].start <= person.start and end_of(person) <= found[1].end


def _is_joined(person: Mention, context: ArticleContext) -> bool:
    """Whether a word of joining stands before the person, or before the title that stands there."""
    assert person.start is not None, "a name found in a text has its place"
    before = context.text[max(0, person.start - 160) : person.start].rstrip()
    if person.title and before.endswith(person.title):
        before = before.removesuffix(person.title).rstrip()
    for word in ("the", "his", "her", "their", "a"):
        before = before.removesuffix(f" {word}").rstrip()
    last = before.rsplit(maxsplit=1)[-1:]
    return bool(last) and (last[0].casefold().strip(".") in wording()["joining"] or last[0].endswith(","))
