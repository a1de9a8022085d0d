"""What a shell offers behind an option."""

from pathlib import Path

import pytest

from corrigenda.cli.completion import complete_model, complete_schema


def test_models_and_providers_are_offered() -> None:
    """Those whose names begin so."""
    assert complete_model("lo") == ["local"]
    assert "openai:" in complete_model("")
    assert complete_model("nobody") == []


def test_classes_of_facts_are_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the modules in the working directory, none of which is run; what cannot be read is passed over."""
    (tmp_path / "visits.py").write_text("raise SystemExit\nclass Visit(Fact): ...\nclass Other: ...\n")
    (tmp_path / "broken.py").write_text("class Half(Fact:")
    monkeypatch.chdir(tmp_path)

    assert complete_schema("vis") == ["visits:Visit"]
    assert complete_schema("x") == []
