"""How a wrong title should read."""

import pytest

from corrigenda.reconcile.correction.title_form import address_of, right_title
from corrigenda.reconcile.table import Holding
from corrigenda.reconcile.titles import parse_title


def holding(role: str, title: str, country: str) -> Holding:
    """A term of an office of these words."""
    return Holding("q", role, title, country, "2020-01-01", None, acting=False, days_outside=0)


@pytest.mark.parametrize(
    ("role", "title", "country", "address"),
    [
        ("head_of_government", "Prime Minister of India", "IN", "Prime Minister"),
        ("head_of_government", "Chancellor of Germany", "DE", "Chancellor"),
        ("head_of_government", "Taoiseach", "IE", "Taoiseach"),
        ("head_of_state", "President of the French Republic", "FR", "President"),
        ("representative", "United States representative", "US", "Representative"),
        ("interior_minister", "United States Secretary of the Interior", "US", "Secretary"),
        ("foreign_minister", "Minister for Foreign Affairs of Japan", "JP", "Minister"),
        ("head_of_government", "Chairman of the Council of Ministers", "BA", "Prime Minister"),
        ("council_member", "Member of the Council", "CH", None),
    ],
)
def test_an_address_is_the_office_in_short(role: str, title: str, country: str, address: str | None) -> None:
    """The shortest words of the office that still say it, as they stand before a name."""
    assert address_of(holding(role, title, country)) == address


@pytest.mark.parametrize(
    ("title", "role", "office", "country", "right"),
    [
        ("President", "head_of_government", "Prime Minister of India", "IN", "Prime Minister"),
        ("Indian President", "head_of_government", "Prime Minister of India", "IN", "Indian Prime Minister"),
        ("President of India", "head_of_government", "Prime Minister", "IN", "Prime Minister of India"),
        ("Sen.", "representative", "United States representative", "US", "Representative"),
        ("IAEA Secretary General", "iaea_director_general", "Director General of the IAEA", "AT",
         "IAEA Director General"),
        ("FBI Director General", "fbi_director", "Director of the FBI", "US", "FBI Director"),
        ("NATO Secretary", "nato_secretary_general", "Secretary General of NATO", "US",
         "NATO Secretary General"),
    ],
)  # fmt: skip
def test_only_the_wrong_words_of_a_title_change(
    title: str, role: str, office: str, country: str, right: str
) -> None:
    """The country and whatever else stands in the title stay."""
    parsed = parse_title(title)
    assert parsed is not None

    assert right_title(parsed, holding(role, office, country)) == right
