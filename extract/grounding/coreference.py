"""Coreference: who "he", "I" and "the two ministers" are, where the article makes it certain.

Only persons are followed, and only in three ways: the words within a quotation are its speaker's; "he" after
a sentence that names one person, or begins with one, is that person; "both sides" are the two who were last
named together. Everything else stays as it is written.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from corrigenda.extract.grounding.context import ArticleContext, distinct, end_of
from corrigenda.extract.grounding.cues import is_speaker_word, wording
from corrigenda.schemas.article import Sentence
from corrigenda.schemas.names import Mention
from corrigenda.schemas.records import Anaphor, GroundedFact, Grounding

_OPENING, _CLOSING = "“", "”"
_BACK = 6
"""Sentences that are searched backwards for the person whom a word stands for."""
_FAR = 40
"""Sentences that are searched backwards for a fact that joins two: beyond, nobody still means them."""

FactsBySentence = Mapping[int, Sequence[GroundedFact]]
"""The facts of the sentences so far, by the sentence's number."""


def resolve_references(facts: Sequence[GroundedFact], context: ArticleContext) -> tuple[GroundedFact, ...]:
    """The facts with words of reference replaced by the names that they stand for; ``via`` keeps the word.

    One that stands for nobody known keeps its place, but is no name: its field has no ``types``.
    """
    done: list[GroundedFact] = []
    told: defaultdict[int, list[GroundedFact]] = defaultdict(list)
    for fact in facts:
        done.append(_resolved(fact, told, context))
        told[fact.sentence.id].append(done[-1])
    return tuple(done)


def _resolved(fact: GroundedFact, earlier: FactsBySentence, context: ArticleContext) -> GroundedFact:
    values: dict[str, object] = {}
    fields, notes = dict(fact.fields), list(fact.notes)
    for path, grounding in fact.fields.items():
        if "person" not in grounding.types:
            continue
        people = _meant(grounding, fact.sentence, earlier, context)
        if is_reference(grounding.surface) and not _has_room(path, len(people)):
            # Nobody known, or several where one name has its place: the word stays, and is no name.
            fields[path] = grounding.model_copy(update={"types": ()})
        note = f"{grounding.surface!r} is read as {' and '.join(person.surface for person in people)}"
        if people and note not in notes:
            notes.append(note)
        for one, person in _placed(people, path, fields):
            values[one] = person.surface
            fields[one] = _standing_for(person, grounding)
    if not values:
        return fact.model_copy(update={"fields": fields})
    return fact.model_copy(
        update={"fact": fact.fact.with_values(values), "fields": fields, "notes": tuple(notes)}
    )


def _has_room(path: str, count: int) -> bool:
    """Whether so many names can stand at the path: one anywhere, several in a list."""
    return count == 1 or (count > 1 and path.endswith("]"))


def _placed(
    people: Sequence[Mention], path: str, fields: Mapping[str, Grounding]
) -> Sequence[tuple[str, Mention]]:
    """The persons meant at ``path``, each with the path that takes the name; none twice in a list."""
    others = [g.surface for other, g in fields.items() if other != path and _list(other) == _list(path)]
    new = [person for person in people if person.surface not in others] or people
    return list(zip(_paths(path, len(new), fields), new, strict=False))


def _list(path: str) -> str:
    """The list of which the path is an item: ``who`` of ``who[1]``; any other path is its own."""
    return path.rpartition("[")[0] if path.endswith("]") else path


def _paths(path: str, count: int, fields: Mapping[str, Grounding]) -> list[str]:
    """The paths that several people take in place of one: its own, then new ones at the list's end."""
    if not path.endswith("]"):
        return [path] if count == 1 else []
    name = _list(path)
    length = sum(other.endswith("]") and _list(other) == name for other in fields)
    return [path, *(f"{name}[{length + index}]" for index in range(count - 1))]


def _standing_for(person: Mention, word: Grounding) -> Grounding:
    assert person.start is not None, "a name found in a text has its place"
    return word.model_copy(
        update={
            "surface": person.surface,
            "start": person.start,
            "end": end_of(person),
            "alignment": "exact",
            "via": Anaphor(surface=word.surface, start=word.start, end=word.end),
        }
    )


def _meant(
    grounding: Grounding, sentence: Sentence, earlier: FactsBySentence, context: ArticleContext
) -> tuple[Mention, ...]:
    word = re.sub(r"^(u\.?s\.?|japanese|chinese)\s+", "", " ".join(grounding.surface.casefold().split()))
    if word in wording()["several"]:
        return _last_pair(sentence, earlier, context, wording().get(word.split()[-1]))
    if is_speaker_word(word):
        speaker = _quoted(sentence, context)
        return (speaker,) if speaker is not None else ()
    if word in wording()["one"]:
        if (speaker := _quoted(sentence, context)) is not None and word in ("he", "she"):
            return (speaker,)
        person = _last_person(sentence, grounding.start, context)
        return (person,) if person is not None else ()
    return ()


def _quoted(sentence: Sentence, context: ArticleContext) -> Mention | None:
    """The speaker of a quotation that the sentence is a part of: named beside a verb of saying."""
    paragraph = context.paragraph(sentence)
    text = context.text[paragraph[0].start : paragraph[-1].end]
    if not any(mark in text for mark in (_OPENING, _CLOSING, '"')):
        return None
    nearest = sorted(
        paragraph, key=lambda one: (one.id != sentence.id, one.id > sentence.id, abs(one.id - sentence.id))
    )
    for one in nearest:
        if (speaker := _speaker_in(one, context)) is not None:
            return speaker
    for number in range(paragraph[0].id - 1, max(0, paragraph[0].id - _BACK), -1):
        if (speaker := _speaker_in(context.sentence(number), context)) is not None:
            return speaker
    return None


def _speaker_in(sentence: Sentence, context: ArticleContext) -> Mention | None:
    """The person before or after a verb of saying in this sentence."""
    for person in context.people_in(sentence):
        assert person.start is not None, "a name found in a text has its place"
        after = context.text[end_of(person) : sentence.end].split()[:2]
        before = context.text[sentence.start : person.start].split()[-1:]
        if any(
            word.strip(',.“”"').casefold() in wording()["saying"] - {"”", "“", '"'}
            for word in (*after, *before)
        ):
            return person
    return None


def _last_person(sentence: Sentence, before: int, context: ArticleContext) -> Mention | None:
    """The person of this sentence before the word, else of the last sentence that names any, if it is one."""
    here = distinct([p for p in context.people_in(sentence) if p.start is not None and end_of(p) <= before])
    if here:
        return here[0] if len(here) == 1 else None
    for number in range(sentence.id - 1, max(0, sentence.id - _BACK), -1):
        people = context.people_in(context.sentence(number))
        if people:
            first = people[0]
            opens = first.start is not None and first.start - context.sentence(number).start < 60
            return first if len(people) == 1 or opens else None
    return None


def _last_pair(
    sentence: Sentence, earlier: FactsBySentence, context: ArticleContext, titles: frozenset[str] | None
) -> tuple[Mention, ...]:
    """The two persons whom the last fact or sentence before this one joins, both with one of ``titles``."""
    for people in _joined_before(sentence, earlier, context):
        if len(people) == 2 and all(_is_titled(person, titles, context) for person in people):
            return people
    return ()


def _joined_before(
    sentence: Sentence, earlier: FactsBySentence, context: ArticleContext
) -> Iterator[tuple[Mention, ...]]:
    """The persons of each earlier fact, then of each sentence not far before, the nearest first."""
    for number in range(sentence.id - 1, max(0, sentence.id - _FAR), -1):
        for fact in reversed(earlier.get(number, ())):
            listed = [g for path, g in fact.fields.items() if "[" in path and "person" in g.types]
            named = [name for g in listed for name in context.names_within(g.start, g.end) if _is_at(name, g)]
            people = [name for name in named if name.type == "person"]
            yield distinct(sorted(people, key=end_of))
    for number in range(sentence.id - 1, max(0, sentence.id - _BACK), -1):
        yield context.people_in(context.sentence(number))


def _is_titled(person: Mention, titles: frozenset[str] | None, context: ArticleContext) -> bool:
    """Whether the article gives the person one of these titles; where none is asked, anybody will do."""
    if titles is None:
        return True
    given = context.titles_of(person.surface)
    return any(title in one for title in titles for one in given)


def _is_at(name: Mention, place: Grounding) -> bool:
    """Whether the place is the name and nothing else."""
    return (place.start, place.end) == (name.start, end_of(name))


def is_reference(surface: str) -> bool:
    """Whether the words are one of reference ("he", "both sides"), no name."""
    word = " ".join(surface.casefold().split())
    return word in wording()["one"] | wording()["several"] or is_speaker_word(word)
