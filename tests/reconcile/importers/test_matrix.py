"""What docs/table.md says of the formats is what imports of the samples give."""

import pytest
import yaml
from matrix import SAMPLES, matrix
from places import ROOT, TABLES

from corrigenda.reconcile.importers.formats.columns import fields

PAGE = (ROOT / "docs" / "table.md").read_text(encoding="utf-8")


def test_the_matrix_is_what_imports_give() -> None:
    """Each row of the page's table is printed from an import (``python tests/made/matrix.py``)."""
    pytest.importorskip("pyarrow")
    pytest.importorskip("python_calamine")

    assert matrix() in PAGE


def test_every_sample_is_in_the_matrix() -> None:
    """No sample lies about unread."""
    others = {"README.md", "mapped.csv", "known_headers.csv", "spellings.csv"}

    assert {path.name for path in TABLES.iterdir()} - others <= set(SAMPLES.values())


def test_every_field_is_told() -> None:
    """The page names each field that a column can be."""
    assert [field for field in fields() if f"`{field}`" not in PAGE] == []


def test_the_questions_to_wikidata_stand_in_the_page() -> None:
    """What is asked of the query service can be read, and put there by hand."""
    queries = yaml.safe_load((ROOT / "reconcile/data/wikidata_queries.yaml").read_text(encoding="utf-8"))

    assert [name for name, query in queries.items() if query.strip() not in PAGE] == []
