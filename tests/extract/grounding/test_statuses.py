"""What a fact's own clause says of its status."""

import pytest
from made_contexts import SOURCE, made_context
from pydantic import BaseModel

from corrigenda.extract.drafts import answer_shape
from corrigenda.extract.grounding import add_stated, ground_draft
from corrigenda.extract.policy import policy_of
from corrigenda.schemas.news import NewsFact


def status(sentence: str, what: str, kind: str, told: str = "happened") -> str:
    """The status of a fact of which the model wrote down the words ``what`` and ``told``."""
    context = made_context([sentence], names=(("Ann Holm", "person", None),))
    draft = {"what": what, "who": ["Ann Holm"], "kind": kind, "status": told}
    ((_, drafted),) = answer_shape(NewsFact, [1], most=4).model_validate({"1": [draft]}).items()
    assert isinstance(drafted, BaseModel)
    fact, _ = ground_draft(drafted, 1, NewsFact, context, SOURCE, policy=policy_of(NewsFact))
    assert fact is not None
    (stated,) = add_stated([fact], context)
    assert isinstance(stated.fact, NewsFact)
    return stated.fact.status


@pytest.mark.parametrize(
    ("sentence", "what", "kind", "expected"),
    [
        ("Ann Holm will open the rink in May.", "will open the rink", "other", "planned"),
        ("Ann Holm is due to open the rink in May.", "open the rink", "other", "planned"),
        ("Ann Holm opened the rink, which will close in May.", "opened the rink", "other", "happened"),
        ("Ann Holm left when the heat was to rise.", "left", "other", "happened"),
        ("Ann Holm said the rink will open in May.", "said the rink will open", "statement", "happened"),
        ("Ann Holm agreed the rink will open.", "agreed the rink will open", "agreement", "happened"),
    ],
)
def test_what_will_be_done_is_planned(sentence: str, what: str, kind: str, expected: str) -> None:
    """Where the clause of what is done says so; what is said or agreed on is said and agreed on now."""
    assert status(sentence, what, kind) == expected


def test_a_claim_needs_its_word() -> None:
    """A model says of much that it is claimed."""
    told, claimed = "told the board to wait", "claimed to be ill"

    assert status(f"Ann Holm {told}.", told, "statement", "claimed") == "happened"
    assert status(f"Ann Holm {claimed}.", claimed, "statement", "claimed") == "claimed"


def test_what_the_model_wrote_stays() -> None:
    """A visit that is called off is not planned because the clause tells what it was for."""
    cancelled = "Ann Holm has cancelled the trip that is to end in Oslo."

    assert status(cancelled, "cancelled the trip", "visit", "cancelled") == "cancelled"
