"""Names that stay undecided, put to a language model: it chooses among the candidates, or none of them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, create_model

from corrigenda.extract.model import Request
from corrigenda.extract.prompting import AnswerCache, ChatModel, answer_key, ask_once
from corrigenda.prompts import ADJUDICATE, prompt
from corrigenda.reconcile.countries import country_name
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity
from corrigenda.schemas.errors import AnswerError, AskingStopped, ModelError, ReplayMiss
from corrigenda.schemas.names import Choice, Mention
from corrigenda.schemas.records import Extraction, Reject, Usage
from corrigenda.text import sentence_around

_NONE = "none"
_MOST_OFFICES = 6
"""Offices shown of a candidate, the latest first."""
_MOST_TOKENS = 32
_PARAGRAPH = re.compile(r"\n\s*\n")


class _Verdict(BaseModel):
    choice: str


class Adjudicator:
    """Asks a model about undecided names, one question a name; what was asked before ``memory`` answers.

    A failure leaves the name undecided and is noted. ``asked`` counts the questions so far, ``usage`` their
    cost, ``rejects`` those that failed. For one thread.
    """

    def __init__(
        self, model: ChatModel, table: EntityTable, *, memory: AnswerCache | None = None, article_id: str = ""
    ) -> None:
        self._model = model
        self._table = table
        self._memory = memory
        self._article_id = article_id
        self.asked = 0
        self.usage = Usage()
        self.rejects: tuple[Reject, ...] = ()

    def __call__(self, mention: Mention, candidates: Sequence[Entity]) -> Choice | None:
        """Whom the model means; ``None`` where it has no answer.

        Raises ``ReplayMiss``, since a replayed run that lacks an answer is no run.
        """
        request = self._request(mention, candidates)
        key = answer_key(self._model.name, ADJUDICATE, request.model_dump_json())
        self.asked += 1
        try:
            verdict, _, usage = ask_once(request, key, _shape(len(candidates)), self._model, self._memory)
        except (AskingStopped, ReplayMiss):
            raise
        except ModelError as error:
            self._note(mention, error)
            return None
        self.usage += usage
        chosen = None if verdict.choice == _NONE else candidates[int(verdict.choice) - 1].id
        return Choice(entity_id=chosen, by=f"{self._model.name} ({ADJUDICATE})")

    def added_to(self, extraction: Extraction) -> Extraction:
        """``extraction`` with the cost and the failures of the questions."""
        return extraction.model_copy(
            update={
                "usage": extraction.usage + self.usage,
                "rejects": (*extraction.rejects, *self.rejects),
            }
        )

    def _request(self, mention: Mention, candidates: Sequence[Entity]) -> Request:
        numbered = (f"{number}. {_about(one, self._table)}" for number, one in enumerate(candidates, start=1))
        name = " ".join(filter(None, (mention.title, mention.surface)))
        told = prompt(ADJUDICATE).substitute(
            date=mention.date or "unknown",
            sentence=_sentence(mention) or name,
            name=name,
            candidates="\n".join(numbered),
        )
        instructions, _, question = told.partition("\n\n")
        return Request(system=instructions, user=question, max_tokens=_MOST_TOKENS, article=self._article_id)

    def _note(self, mention: Mention, error: ModelError) -> None:
        answer, usage = (error.answer, error.usage) if isinstance(error, AnswerError) else ("", Usage())
        self.usage += usage
        reject = Reject(
            article_id=self._article_id,
            stage="adjudicate",
            reason=f"who {mention.surface!r} is stays undecided: {error}",
            raw=answer,
            detail={"surface": mention.surface, "start": mention.start},
            tokens=usage.tokens,
        )
        self.rejects = (*self.rejects, reject)


@lru_cache
def _shape(candidates: int) -> type[_Verdict]:
    """An answer that can be nothing but one of so many numbers, or none."""
    numbers: Any = (*map(str, range(1, candidates + 1)), _NONE)
    choice: Any = Literal[numbers]
    return create_model("Verdict", __base__=_Verdict, choice=(choice, ...))


def _about(entity: Entity, table: EntityTable) -> str:
    """Canonical name, country, and the offices with their time."""
    terms = sorted(table.terms(entity.id), key=lambda term: term.start or "", reverse=True)
    offices = dict.fromkeys(
        f"{term.office_title} ({term.start or '?'} to {term.end or 'open'})" for term in terms
    )
    country = country_name(entity.country) if entity.country is not None else None
    known = (entity.canonical, country, None if offices else entity.description)
    return "; ".join((*filter(None, known), *list(offices)[:_MOST_OFFICES]))


def _sentence(mention: Mention) -> str:
    """The sentence that the name stands in, in one line; empty where its text or place is not known."""
    if mention.text is None or mention.start is None:
        return ""
    first, last = sentence_around(
        mention.text, mention.start, mention.start + len(mention.surface), within=_paragraph_around(mention)
    )
    return " ".join(mention.text[first:last].split())


def _paragraph_around(mention: Mention) -> tuple[int, int]:
    text, start = mention.text or "", mention.start or 0
    edges = [0, *(edge for gap in _PARAGRAPH.finditer(text) for edge in gap.span()), len(text)]
    return max(edge for edge in edges if edge <= start), min(edge for edge in edges if edge > start)
