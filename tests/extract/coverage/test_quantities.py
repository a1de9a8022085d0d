"""Numbers in running text, with their units."""

import pytest

from corrigenda.extract.coverage.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It costs $3.2 billion, or 4.5 percent more.", ["$3.2 billion", "4.5 percent"]),
        ("Some 12 people came in 20 small wooden boats.", ["12 people", "20 small wooden boats"]),
        ("He sent 300 armed men.", ["300 armed men"]),
        ("It rose by 4.5% to ¥500 million, US$40 a day.", ["4.5%", "¥500 million", "US$40"]),
        ("The vote was 52-48, and 5,000-6,000 soldiers left.", ["52-48", "5,000-6,000 soldiers"]),
        ("Six million tons, several hundred people", ["Six million tons", "several hundred people"]),
        ("a loan of €1.2bn, 1 200 000 kroner", ["€1.2bn", "1 200 000 kroner"]),
        ("five percent, half a million", ["five percent", "half a million"]),
        ("The 50-year-old man ran 1.5 km.", ["50-year-old", "1.5 km"]),
        ("It has 12 of them in 27,300.5.", ["12", "27,300.5"]),
        ("The G20, COVID-19, an F-35, 2+2 talks and Vision2030", []),
        ("Two countries and three ministers met in 2021.", []),
        ("", []),
    ],
)
def test_numbers(text: str, found: list[str]) -> None:
    """A number goes with its currency and its unit; digits within a word and a lone year are none."""
    assert found == [text[start:end] for start, end in find_quantities(text)]
