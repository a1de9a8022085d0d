"""The reviewed file of weights."""

import re
from pathlib import Path

from corrigenda.reconcile import resolve
from corrigenda.reconcile.context import reviewed_weights
from corrigenda.reconcile.scoring import document as text_evidence
from corrigenda.reconcile.scoring import evidence
from corrigenda.reconcile.scoring import name as name_evidence
from corrigenda.reconcile.scoring import office as office_evidence
from corrigenda.reconcile.scoring import slips as slip_evidence

KIND = re.compile(r'"((?:family|given|typo|name|type|office|fame|country|alive|text|person|model)\.[a-z_]+)"')


def test_every_kind_that_is_found_has_a_weight() -> None:
    """No kind of evidence that the code can find is missing from the file."""
    modules = (evidence, name_evidence, office_evidence, resolve, slip_evidence, text_evidence)
    sources = "".join(Path(module.__file__).read_text(encoding="utf-8") for module in modules)
    kinds = set(KIND.findall(sources))

    assert len(kinds) > 30
    assert kinds <= set(reviewed_weights().evidence)


def test_says_where_it_comes_from() -> None:
    """The file carries its provenance, and its limits are probabilities in order."""
    weights = reviewed_weights()

    assert weights.provenance
    assert 0 < weights.thresholds.nil < weights.thresholds.link < weights.thresholds.correct < 1
