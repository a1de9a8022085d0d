"""Negation: a fact whose own clause says that it did not happen is negated, or carries a note."""

import re
from collections.abc import Iterator, Sequence

from corrigenda.extract.grounding.align import plain_words
from corrigenda.extract.grounding.context import ArticleContext
from corrigenda.extract.grounding.cues import any_phrase, clause_around, clauses_of, has_cue
from corrigenda.extract.grounding.gist import gist_of
from corrigenda.extract.policy import NO_POLICIES, Policies, policy_of
from corrigenda.schemas.records import GroundedFact, Grounding
from corrigenda.schemas.spans import Offsets

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOT = re.compile(r"not|never|cannot|.*n['’]t", re.IGNORECASE)
_BETWEEN = 2
"""Words such as "yet" or "formally" that may stand between a negation and its verb."""


def add_negations(
    facts: Sequence[GroundedFact], context: ArticleContext, policies: Policies = NO_POLICIES
) -> tuple[GroundedFact, ...]:
    """The facts, those that their clause denies marked so where their policy names a field; a note says why.

    A negation that the model left out in front of the words that it copied is taken in with them, so that
    they do not say the contrary of the article.
    """
    return tuple(_with_polarity(fact, context, policies) for fact in facts)


def _with_polarity(fact: GroundedFact, context: ArticleContext, policies: Policies) -> GroundedFact:
    completion = policy_of(type(fact.fact), policies).negation
    name = completion.field_of(fact.fact) if completion is not None else None
    if completion is not None and getattr(fact.fact, completion.field):
        return fact
    path, gist = gist_of(fact) or (None, None)
    denied = _denial(fact, gist, context)
    if denied is None:
        return fact
    (start, end), is_own = denied
    values: dict[str, object] = {}
    fields = dict(fact.fields)
    if is_own and name is not None:
        values[name] = True
    if is_own and gist is not None and path is not None and start < gist.start:
        values[path] = surface = context.text[start : gist.end]
        fields[path] = gist.model_copy(update={"surface": surface, "start": start})
    note = f"its clause says {context.text[start:end]!r}"
    return fact.model_copy(
        update={
            "fact": fact.fact.with_values(values),
            "fields": fields,
            "notes": (*fact.notes, f"{note}, so {name} is set" if name in values else note),
        }
    )


def _denial(
    fact: GroundedFact, gist: Grounding | None, context: ArticleContext
) -> tuple[Offsets, bool] | None:
    """Where the fact's clause is denied, and whether right before its verb or as its first word."""
    sentence, text = fact.sentence, context.text
    if gist is None:  # a fact in fields alone, or told in other words than the sentence's
        found = [one for part in _spoken_of(fact, context) for one in _negations(text, *part)]
        return (found[0], False) if found and not _says_no(fact) else None
    clause = clause_around((gist.start, gist.end), text, (sentence.start, sentence.end))
    before = _negations(text, clause[0], gist.start)
    if before:
        start, end = before[-1]
        between = _WORD.findall(text, end, gist.start)
        return (start, end), len(between) <= _BETWEEN and all(map(str.islower, between))
    opening = _opening(text, gist.start, gist.end)
    return (opening, True) if opening is not None else None


def _spoken_of(fact: GroundedFact, context: ArticleContext) -> Iterator[Offsets]:
    """The clauses of its sentence that share the most words with the fact."""
    told = " ".join(value for value in fact.fact.model_dump().values() if isinstance(value, str))
    said = frozenset(plain_words(told).split())
    clauses = list(clauses_of(context.text, (fact.sentence.start, fact.sentence.end)))
    shared = [len(said.intersection(plain_words(context.text[slice(*one)]).split())) for one in clauses]
    return (one for one, count in zip(clauses, shared, strict=True) if count == max(shared))


def _says_no(fact: GroundedFact) -> bool:
    """Whether the fact's own words deny something."""
    told = (value for value in fact.fact.model_dump().values() if isinstance(value, str))
    return any(has_cue("negation", words) for words in told)


def _negations(text: str, start: int, end: int) -> list[Offsets]:
    """The words that deny in ``text[start:end]``, their auxiliary verb with them, in order."""
    harmless = [match.span() for match in any_phrase("no_negation").finditer(text, start, end)]
    return [
        _with_auxiliary(match.span(), text, start)
        for match in any_phrase("negation").finditer(text, start, end)
        if not any(first <= match.start() < last for first, last in harmless)
    ]


def _with_auxiliary(word: Offsets, text: str, start: int) -> Offsets:
    """From the auxiliary verb on: "did not", "hasn't"."""
    before = list(_WORD.finditer(text, start, word[1]))
    for match in before[-2:]:
        plain = re.sub("n['’]t$", "", match[0].casefold())
        if match.end() >= word[0] - 1 and any_phrase("auxiliary").fullmatch(plain):
            return match.start(), word[1]
    return word


def _opening(text: str, start: int, end: int) -> Offsets | None:
    """The negation with which the words begin, after an auxiliary verb at most: "will not attend"."""
    words = list(_WORD.finditer(text, start, end))[:2]
    for number, match in enumerate(words):
        if _NOT.fullmatch(match[0]) and not any_phrase("no_negation").match(text, match.start(), end):
            return start, match.end()
        if number == 0 and not any_phrase("auxiliary").fullmatch(match[0]):
            return None
    return None
