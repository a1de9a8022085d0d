"""Which model a run asks, how, and for how much, as the options of ``corrigenda run`` want it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from corrigenda.batch import Monitor
    from corrigenda.extract.model import AnswerMode, Budget, Model, Price


@dataclass(frozen=True)
class Asked:
    """Which model is asked, and how, as the options want it."""

    name: str
    base_url: str | None
    replay: Path | None
    record: Path | None
    workers: int | None
    timeout: float | None
    tries: int
    key_variable: str | None
    mode: "AnswerMode | None"


@contextmanager
def asked_model(asked: Asked, monitor: "Monitor") -> "Iterator[Model]":
    """The model fresh, recorded or replayed."""
    from corrigenda.extract.model import Patience, open_model
    from corrigenda.replay import recording, replaying

    def opened(base_url: str | None, key: str | None = None) -> "AbstractContextManager[Model]":
        return open_model(
            asked.name,
            base_url=base_url,
            api_key=key,
            key_variable=None if key else asked.key_variable,
            mode=asked.mode,
            timeout=asked.timeout,
            patience=Patience(tries=asked.tries),
            on_setback=monitor.setback,
            slots=asked.workers or 1,
        )

    if asked.replay is not None:
        with replaying(asked.replay) as address, opened(address, "none") as model:
            yield model
    elif asked.record is not None:
        with recording(asked.record), opened(asked.base_url) as model:
            yield model
    else:
        with opened(asked.base_url) as model:
            yield model


def answer_mode(name: str | None) -> "AnswerMode | None":
    """The name as a mode of answers. A usage error where it is none."""
    match name:
        case None | "schema" | "strict" | "json" | "text":
            return name
    raise typer.BadParameter("it is 'schema', 'strict', 'json' or 'text'", param_hint="'--answers'")


def budget_of(model: str, *, dollars: float | None, tokens: int | None, price: str | None) -> "Budget":
    """How much the run may spend. A usage error where dollars are bounded and no price is known."""
    from corrigenda.extract.model import Budget, find_price

    known = _price(price) if price else find_price(model)
    if dollars is not None and known is None:
        raise typer.BadParameter(
            f"no price is known for {model!r}: give it with --price, or bound the tokens with --max-tokens",
            param_hint="'--budget'",
        )
    return Budget(tokens=tokens, dollars=dollars, price=known)


def _price(told: str) -> "Price":
    from corrigenda.extract.model import Price

    prompt, _, completion = told.partition("/")
    try:
        return Price(prompt=float(prompt), completion=float(completion))
    except ValueError as error:
        raise typer.BadParameter(
            "it is two numbers: dollars for a million tokens of prompts, and of answers, as in 0.4/1.6",
            param_hint="'--price'",
        ) from error
