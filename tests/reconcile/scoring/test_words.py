"""What the single words of two names say, and a body's legal form."""

import pytest

from corrigenda.reconcile.resolve import reconcile_names
from corrigenda.reconcile.table import EntityTable
from corrigenda.schemas.entities import Entity, EntityName
from corrigenda.schemas.facts import EntityType
from corrigenda.schemas.names import Mention

WORDS = ("words.", "organization.", "name.")


def kinds(written: str, own: str, *, type: EntityType) -> set[str]:
    """The evidence of words about the only entity of a table."""
    entity = Entity(id="own", type=type, names=(EntityName(text=own, kind="canonical"),))
    (found,) = reconcile_names([Mention(id="1", surface=written, type=type)], EntityTable.of([entity]))
    return {one.kind for one in found.evidence if one.kind.startswith(WORDS)}


@pytest.mark.parametrize(
    ("written", "own", "expected"),
    [
        ("Jan Novotny", "Jan Novotny", set()),
        ("Jan Josef Novotny", "Jan Karel Novotny", set()),
        ("Jan Novotnyi", "Jan Karel Novotny", {"words.lacking"}),
        ("Jan Karel Novotny", "Jan Novotny", {"words.extra"}),
        ("Jan Karel Novotny", "Karel Jan Novotny", {"words.moved"}),
    ],
)
def test_words_of_persons(written: str, own: str, expected: set[str]) -> None:
    """Words that are on one side alone are told, and another order; the parts tell what contradicts."""
    assert kinds(written, own, type="person") == expected


@pytest.mark.parametrize(
    ("written", "own", "expected"),
    [
        ("Nordsee Werke AG", "Nordsee Werke AG", {"name.same"}),
        ("Nordsee Werke", "Nordsee Werke AG", {"name.same", "organization.form_missing"}),
        ("Nordsee Werke Aktiengesellschaft", "Nordsee Werke AG", {"name.same"}),
        ("OOO Nordsee Werke", "Nordsee Werke Ltd.", {"name.same", "organization.form_kin"}),
        ("Nordsee Werke AG", "Nordsee Werke GmbH", {"name.same", "organization.form_other"}),
        ("Nordsee Werke Chile AG", "Nordsee Werke AG", {"name.different", "organization.extra"}),
        (
            "Nordsee Werke Chile",
            "Nordsee Werke Peru",
            {"name.different", "organization.other", "organization.unlike"},
        ),
    ],
)
def test_words_of_organizations(written: str, own: str, expected: set[str]) -> None:
    """A legal form may be spelt out or left out; another one, or another word, is told."""
    assert kinds(written, own, type="organization") == expected
