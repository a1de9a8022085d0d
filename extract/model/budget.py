"""What requests cost, and how much a run may spend."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

from corrigenda.schemas.base import Frozen
from corrigenda.schemas.records import Usage

_A_MILLION = 1_000_000
_OF_A_DAY = re.compile(r"-(?:latest|\d{4}-\d{2}-\d{2}|\d{8}|\d{6}|\d{4}|\d{3})$")


class Price(Frozen):
    """US dollars for a million tokens of prompts and of answers; ``as_of``: the day of the list."""

    prompt: float
    completion: float
    as_of: date | None = None

    def of(self, usage: Usage) -> float:
        """What ``usage`` costs in dollars; what a provider's own cache saves is not counted."""
        spent = usage.prompt_tokens * self.prompt + usage.completion_tokens * self.completion
        return spent / _A_MILLION


class _List(Frozen):
    as_of: date
    models: dict[str, dict[str, tuple[float, float]]]


@dataclass(frozen=True)
class Budget:
    """How much a run may spend: so many tokens, so many dollars at this price; ``None`` is without end."""

    tokens: int | None = None
    dollars: float | None = None
    price: Price | None = None

    def overspent(self, usage: Usage) -> str:
        """Why nothing more may be spent after ``usage``; empty while something may."""
        if self.tokens is not None and usage.tokens >= self.tokens:
            return f"{usage.tokens:,} of {self.tokens:,} tokens are spent"
        if self.dollars is not None and self.price is not None and self.price.of(usage) >= self.dollars:
            return f"${self.price.of(usage):.2f} of ${self.dollars:.2f} are spent"
        return ""


def find_price(name: str) -> Price | None:
    """The price of the model ``PROVIDER:MODEL``, ``None`` where it is not known: unknown is not free."""
    provider, _, model = name.partition(":")
    listed = _prices().models.get(provider, {})
    for one in (model, _OF_A_DAY.sub("", model), f"{_OF_A_DAY.sub('', model)}-latest"):
        if one in listed:
            prompt, completion = listed[one]
            return Price(prompt=prompt, completion=completion, as_of=_prices().as_of)
    return None


@cache
def _prices() -> _List:
    told = yaml.safe_load(files("corrigenda.extract").joinpath("data/prices.yaml").read_text("utf-8"))
    return TypeAdapter(_List).validate_python(told)
