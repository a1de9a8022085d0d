"""The reviewed file of weights."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from corrigenda.reconcile.context import EvidenceKind, EvidenceWeights, reviewed_weights


def test_every_kind_of_evidence_has_a_weight() -> None:
    """The file names each kind, and no other."""
    assert set(reviewed_weights().evidence) == set(EvidenceKind)


def test_weights_that_lack_a_kind_are_refused() -> None:
    """What is missing is said when the weights are read, not when a name needs it."""
    whole = reviewed_weights().model_dump()
    del whole["evidence"][EvidenceKind.OFFICE_HELD]

    with pytest.raises(ValidationError, match=r"no weight for 'office\.held'"):
        EvidenceWeights.model_validate(whole)


def test_says_where_it_comes_from() -> None:
    """The file carries its provenance, and its limits are probabilities in order."""
    weights = reviewed_weights()

    assert weights.provenance
    assert 0 < weights.thresholds.nil < weights.thresholds.link < weights.thresholds.correct < 1


def test_the_page_tells_the_weights_that_ship() -> None:
    """docs/linking.md has a row for each kind, with its meaning and its weight."""
    page = (Path(__file__).parents[3] / "docs" / "linking.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([a-z_.]+)` \| (.+) \| ([-+]\d+\.\d\d) \|", page, re.MULTILINE)

    weights = reviewed_weights()
    assert {kind: (words, weight) for kind, words, weight in told if kind != "prior"} == {
        kind.value: (kind.meaning, f"{weights[kind]:+.2f}") for kind in EvidenceKind
    }
