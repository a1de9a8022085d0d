"""Numbers in running text: where they stand, and their values."""

import pytest

from corrigenda.extract.numbers import find_numbers, number_value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rose 1.5 percent to -3 or −2.5", [("1.5", 1.5), ("-3", -3), ("−2.5", -2.5)]),
        ("$140 million, £40m, €1.2bn", [("$140 million", 140e6), ("£40m", 40e6), ("€1.2bn", 1.2e9)]),
        ("1 200 000 kroner, 1'200 francs", [("1 200 000", 1_200_000), ("1'200", 1200)]),
        ("5-10 percent, Jan. 20-22", [("5-10", None), ("20", 20), ("22", 22)]),
        ("twenty-five of two and a half", [("twenty-five", 25), ("two and a half", 2.5)]),
        ("one hundred and twenty thousand", [("one hundred and twenty thousand", 120_000)]),
        (
            "half a million, a hundred thousand",
            [("half a million", 500_000), ("a hundred thousand", 100_000)],
        ),
        ("several hundred; millions", [("several hundred", None), ("millions", 1e6)]),
        ("the G20, COVID-19, an F-35, a lone a", []),
    ],
)
def test_numbers_and_their_values(text: str, found: list[tuple[str, float | None]]) -> None:
    """Sign, groups and magnitude belong to the number; a range has no value, nor has "several"."""
    numbers = [text[start:end] for start, end in find_numbers(text)]

    assert [(words, number_value(words)) for words in numbers] == found
