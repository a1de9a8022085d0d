"""The reviewed file of weights."""

import re
from pathlib import Path

from corrigenda.reconcile import (
    evidence,
    name_evidence,
    office_evidence,
    resolving,
    slip_evidence,
    text_evidence,
)
from corrigenda.reconcile.weights import reviewed_weights

KIND = re.compile(r'"((?:family|given|typo|name|type|office|fame|country|alive|text|person|model)\.[a-z_]+)"')


def test_every_kind_that_is_found_has_a_weight() -> None:
    """No kind of evidence that the code can find is missing from the file."""
    modules = (evidence, name_evidence, office_evidence, resolving, slip_evidence, text_evidence)
    sources = "".join(Path(module.__file__).read_text(encoding="utf-8") for module in modules)
    kinds = set(KIND.findall(sources))

    assert len(kinds) > 30
    assert kinds <= set(reviewed_weights().evidence)


def test_says_where_it_comes_from() -> None:
    """The file carries its provenance, and its limits are probabilities in order."""
    weights = reviewed_weights()

    assert weights.provenance
    assert 0 < weights.thresholds.nil < weights.thresholds.link < weights.thresholds.correct < 1
