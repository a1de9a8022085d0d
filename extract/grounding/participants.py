"""Who else takes part: persons whom the sentence joins to those that the model wrote down."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from corrigenda.extract.grounding.context import ArticleContext, end_of, same_name
from corrigenda.extract.grounding.cues import has_cue, wording
from corrigenda.schemas.names import Mention
from corrigenda.schemas.records import GroundedFact, Grounding


def add_coordinated(facts: Sequence[GroundedFact], context: ArticleContext) -> tuple[GroundedFact, ...]:
    """The facts, each with the persons whom its sentence joins by "with", "and" and the like, or tells of.

    A person who takes part in another fact of the same sentence is left to that fact. Which list takes them
    is the schema's word (``Fact.companions``).
    """
    told: defaultdict[int, list[GroundedFact]] = defaultdict(list)
    for fact in facts:
        told[fact.sentence.id].append(fact)
    return tuple(
        _joined(fact, [other for other in told[fact.sentence.id] if other is not fact], context)
        for fact in facts
    )


def split_distributive(facts: Sequence[GroundedFact]) -> tuple[GroundedFact, ...]:
    """The facts, one for each who was met, where the sentence says that they were met separately.

    "Dupont held separate talks with Silva and Novak" is two meetings, of Dupont with each.
    """
    return tuple(one for fact in facts for one in _apart(fact))


def _apart(fact: GroundedFact) -> Iterator[GroundedFact]:
    name = fact.fact.companions()
    paths = [path for path in fact.fields if name is not None and path.startswith(f"{name}[")]
    if name is None or len(paths) < 3 or not has_cue("apart", fact.sentence.text):
        yield fact
        return
    host, *others = paths
    rest = {path: grounding for path, grounding in fact.fields.items() if path not in paths}
    for other in others:
        pair = (fact.fields[host].surface, fact.fields[other].surface)
        yield fact.model_copy(
            update={
                "fact": fact.fact.model_copy(update={name: pair}),
                "fields": {
                    f"{name}[0]": fact.fields[host],
                    f"{name}[1]": fact.fields[other],
                    **rest,
                },
                "notes": (*fact.notes, "its sentence says that they met separately"),
            }
        )


def _joined(fact: GroundedFact, others: Sequence[GroundedFact], context: ArticleContext) -> GroundedFact:
    """The fact with its companions; ``others`` are those of its sentence."""
    name = fact.fact.companions()
    if name is None:
        return fact
    here = {path: g for path, g in fact.fields.items() if path.startswith(f"{name}[")}
    elsewhere = [
        grounding.surface
        for other in others
        for path, grounding in other.fields.items()
        if path.startswith(f"{name}[")
    ]
    known = [*(g.surface for g in here.values()), *elsewhere]
    added: dict[str, Grounding] = {}
    values: dict[str, str] = {}
    for person in context.people_in(fact.sentence):
        if any(same_name(person.surface, one) for one in known):
            continue
        if not (_is_joined(person, context) or _is_told(person, fact)):
            continue
        assert person.start is not None, "a name found in a text has its place"
        path = f"{name}[{len(here) + len(added)}]"
        values[path] = person.surface
        added[path] = Grounding(
            surface=person.surface,
            start=person.start,
            end=end_of(person),
            alignment="exact",
            types=("person",),
        )
    if not added:
        return fact
    notes = (
        *fact.notes,
        *(f"{person!r} is joined to the fact by its sentence" for person in values.values()),
    )
    return fact.model_copy(
        update={
            "fact": fact.fact.with_values(values),
            "fields": {**fact.fields, **added},
            "notes": notes,
        }
    )


def _is_told(person: Mention, fact: GroundedFact) -> bool:
    """Whether the person stands in the very words that say what the fact is: "received Ann Holm"."""
    assert person.start is not None, "a name found in a text has its place"
    told = [g for g in fact.fields.values() if not g.types and g.time is None]
    return any(g.start <= person.start and end_of(person) <= g.end for g in told)


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
