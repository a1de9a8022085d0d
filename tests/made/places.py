"""Where things stand in the repository, and beside it."""

from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
ARTICLES = TESTS / "articles"
CASSETTES = TESTS / "cassettes"
EXAMPLES = ROOT / "examples"
TABLES = TESTS / "tables"
SHARED = ROOT.parent / "shared"
"""Data that is no part of the repository; tests that read it skip where it is absent."""
