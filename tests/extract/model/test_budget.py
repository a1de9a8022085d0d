"""What requests cost, and what ends a run that may spend so much and no more."""

import pytest

from corrigenda.extract.model import Budget, Gate, Price, find_price
from corrigenda.schemas.errors import AskingStopped
from corrigenda.schemas.records import Usage

PRICE = Price(prompt=0.5, completion=2)
SPENT = Usage(prompt_tokens=1_000_000, completion_tokens=250_000)


def test_a_price_is_for_a_million_tokens() -> None:
    """Those of prompts and those of answers have their own."""
    assert PRICE.of(SPENT) == 1.0


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("openai:gpt-4.1-mini", True),
        ("openai:gpt-4.1-mini-2025-04-14", True),
        ("anthropic:claude-haiku-4-5-20251001", True),
        ("mistral:mistral-small", True),
        ("openai:gpt-4.1-minute", False),
        ("anthropic:gpt-4.1-mini", False),
        ("gpt-4.1-mini", False),
        ("local", False),
        ("openai:", False),
    ],
)
def test_a_model_that_is_not_listed_has_no_price(name: str, listed: bool) -> None:
    """A dated name is that of its model; what only begins alike is another; unknown is not free."""
    price = find_price(name)

    assert (price is not None) == listed
    assert price is None or (price.prompt > 0 and price.completion > 0 and price.as_of is not None)


@pytest.mark.parametrize(
    ("budget", "why"),
    [
        (Budget(), ""),
        (Budget(tokens=1_250_001), ""),
        (Budget(tokens=1_250_000), "1,250,000 of 1,250,000 tokens are spent"),
        (Budget(dollars=1.01, price=PRICE), ""),
        (Budget(dollars=1.0, price=PRICE), "$1.00 of $1.00 are spent"),
        (Budget(dollars=0.0), ""),
    ],
)
def test_a_budget_says_why_nothing_more_may_be_spent(budget: Budget, why: str) -> None:
    """In tokens and in dollars, each where it is bounded."""
    assert budget.overspent(SPENT) == why


def test_a_gate_closes_once_the_budget_is_spent() -> None:
    """Not before; and it says what to do."""
    gate = Gate()
    gate.allow(Budget(tokens=30))
    gate.spend(Usage(prompt_tokens=20), model="small")
    with gate.passing():
        gate.spend(Usage(completion_tokens=10), model="small")

    with pytest.raises(AskingStopped, match="30 of 30 tokens are spent; allow more"), gate.passing():
        pass
    assert gate.spent.tokens == 30
