"""How good a run is: its names and facts beside gold, field by field, and every miss.

What each field counts; precision is of what the run found, recall of what gold wants:

============= ==========================================================================================
names         names in the same place (start and end) and of the same type, as the table has the entity;
              a name that is tied to no entity has no type, and its place decides
persons …     the same, of one type
links         names tied to the right entity; where gold leaves open who is meant nothing is judged
errors        names that are wrong and were found to be so; ``error kinds``: of the right kind too
corrections   names that are wrong and were set right, letter by letter
sentences     facts in the right place: the sentence shares at least half of the shorter one with one of
              the places that gold has for the fact
participants  of these, facts in which everybody needed is there, by entity id or name, in any field
statuses      facts in the right place with one of the statuses that are right
facts         facts with place, participants and status right: the figure to look at
kinds, times  facts in the right place with one of the right kinds; with the same first and last day,
              judged only of facts that gold has
negations     facts that did not happen and are said not to have, judged only of facts that gold has
============= ==========================================================================================

Facts are paired with gold's one to one, in the way in which the scores of all pairs add up to the most: whole
facts go before half ones, central facts before others. So one fact found never counts for two of gold's.

Precision of facts means something only where gold has every fact of an article. What is optional, or not
among the central facts, lowers neither precision nor recall.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from corrigenda.evaluation.facts import score_facts
from corrigenda.evaluation.findings import (
    FoundFact,
    FoundName,
    FoundSentence,
    by_article,
    read_facts,
    read_names,
)
from corrigenda.evaluation.names import TypeOf, score_names
from corrigenda.evaluation.scoring import FieldName, Miss, Scored, Tally, add_up
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.facts import EntityType
from corrigenda.schemas.gold import GoldArticle
from corrigenda.schemas.spans import merge_spans, overlaps


class Evaluation(Frozen):
    """A run beside gold. ``silent``: articles of gold on which the run wrote nothing, so that all is missed.

    ``unjudged`` counts articles of the run that gold does not have. What came from boilerplate came from
    spans that are no part of the article.
    """

    articles: int
    silent: tuple[str, ...]
    unjudged: int
    tallies: dict[FieldName, Tally]
    names_from_boilerplate: int
    facts_from_boilerplate: int
    misses: tuple[Miss, ...]


def evaluate_run(gold: Sequence[GoldArticle], directory: Path, type_of: TypeOf) -> Evaluation:
    """Score what a run wrote into ``directory``. ``type_of`` gives the type of an entity by its id.

    Raises ``InputError`` where ``directory`` is not a run's.
    """
    names, facts = by_article(read_names(directory)), by_article(read_facts(directory))
    wanted = {article.article_id for article in gold}
    found = names.keys() | facts.keys()
    scored = add_up(
        _article(article, names.get(article.article_id, ()), facts.get(article.article_id, ()), type_of)
        for article in gold
    )
    return Evaluation(
        articles=len(gold),
        silent=tuple(article.article_id for article in gold if article.article_id not in found),
        unjudged=len(found - wanted),
        tallies=scored.tallies,
        names_from_boilerplate=sum(
            _within_boilerplate(article, names.get(article.article_id, ())) for article in gold
        ),
        facts_from_boilerplate=sum(
            _within_boilerplate(article, (fact.sentence for fact in facts.get(article.article_id, ())))
            for article in gold
        ),
        misses=scored.misses,
    )


def types_of(table: EntityTable) -> TypeOf:
    """The types of the entities of ``table``, by id."""

    def type_of(entity_id: str) -> EntityType | None:
        entity = table.entity(entity_id)
        return None if entity is None else entity.type

    return type_of


def _article(
    gold: GoldArticle, names: Sequence[FoundName], facts: Sequence[FoundFact], type_of: TypeOf
) -> Scored:
    parts = []
    if gold.mentions is not None:
        parts.append(score_names(gold.article_id, gold.mentions, names, type_of))
    if gold.facts is not None:
        parts.append(score_facts(gold.article_id, gold.facts, facts))
    return add_up(parts)


def _within_boilerplate(gold: GoldArticle, places: Iterable[FoundName | FoundSentence]) -> int:
    """How many of the places share something with what is no part of the article."""
    boilerplate = merge_spans(gold.boilerplate)
    return sum(overlaps((place.start, place.end), boilerplate) for place in places)
