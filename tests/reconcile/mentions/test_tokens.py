"""Running text as words with offsets."""

import pytest

from corrigenda.reconcile.mentions.tokens import passages


def words(text: str) -> list[str]:
    """The words of all paragraphs, as written."""
    return [token.text for passage in passages(text) for token in passage.tokens if token.words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Biden’s and Japan's", ["Biden", "and", "Japan"]),
        ("Sen. O'Neill of the U.S.", ["Sen.", "O'Neill", "of", "the", "U.S."]),
        ("John J. Sullivan, Jr.", ["John", "J.", "Sullivan", "Jr."]),
        ("Kim Jong-un and el-Sisi", ["Kim", "Jong-un", "and", "el-Sisi"]),
        (
            "a Japan-U.S. alliance, China-Russia ties",
            ["a", "Japan", "U.S.", "alliance", "China", "Russia", "ties"],
        ),
        ("Guinea-Bissau", ["Guinea-Bissau"]),
        ("Erdog\u0306an", ["Erdog\u0306an"]),
        ("外相の茂木敏充 said", ["外相の茂木敏充", "said"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """Possessives fall away, abbreviations keep their full stop, hyphens part countries and nothing else."""
    assert words(text) == expected


def test_offsets() -> None:
    """Each token stands in the text where it says."""
    text = "İstanbul: Mr. Erdoğan’s “visit” — to the U.S.-Japan talks."

    tokens = [token for part in passages(text) for token in part.tokens]

    assert [token.text for token in tokens] == [text[token.start : token.end] for token in tokens]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("President Donald J. Trump held a call with Prime\nMinister Keir Starmer today.", 1),
        ("One short line\nAnother line", 2),
        ("A sentence that is long enough to have been wrapped ends here.\nAnother one.", 2),
        ("First.\n\nSecond.", 2),
    ],
)
def test_paragraphs(text: str, paragraphs: int) -> None:
    """A line that a wrapping program broke goes on in the next; other lines stand alone."""
    assert len(list(passages(text))) == paragraphs


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Foreign Ministers Meet in Tokyo for Talks on Taiwan Strait", True),
        ("FOREIGN MINISTERS MEET IN TOKYO.", True),
        ("Foreign ministers met in Tokyo for talks on the Taiwan Strait", False),
        ("Presidents Biden and Xi", False),
        ("Prime Minister Keir Starmer met President Donald Trump.", False),
    ],
)
def test_headlines(text: str, headline: bool) -> None:
    """Where every word has a capital, a capital says nothing."""
    assert [passage.headline for passage in passages(text)] == [headline]


def test_spans() -> None:
    """Only the stretches asked for are read, with offsets into the whole text."""
    assert [
        token.start for part in passages("Skip this. Read that.", [(11, 21)]) for token in part.tokens
    ] == [11, 16, 20]
