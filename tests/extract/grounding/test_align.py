"""Where a copied surface stands in the raw article, and where it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrigenda.extract.grounding.align import align_surface


@pytest.mark.parametrize(
    ("surface", "text", "found", "alignment"),
    [
        ("Motegi", "Foreign Minister Motegi spoke.", "Motegi", "exact"),
        ("Japan's Prime Minister", "as Japan’s Prime Minister said", "Japan’s Prime Minister", "normalised"),
        ("U. S. Secretary", "the U.S. Secretary of State", "U.S. Secretary", "normalised"),
        ("Erdogan", "met Erdoğan, he said", "Erdoğan", "normalised"),
        ("Istanbul", "in İstanbul today", "İstanbul", "normalised"),
        ("cooperation", "closer coop\u00aderation now", "coop\u00aderation", "normalised"),
        ("Zoë", "with Zoe\u0308 there", "Zoe\u0308", "normalised"),
        ("2-plus-2", "the 2‑plus‑2 talks", "2‑plus‑2", "normalised"),
        ("ＡＢＣ", "the ABC network", "ABC", "normalised"),
        ('"free and open"', "a “free and open” sea", "“free and open”", "normalised"),
        ("Antony Blinken.", "by Antony Blinken and", "Antony Blinken", "normalised"),
        ("1,200", "some 1,200 men", "1,200", "exact"),
        ("茂木", "外相の茂木敏充が", "茂木", "exact"),
        ("기시다", "기시다는 말했다", "기시다", "exact"),
        ("بلينكن", "قال بلينكن اليوم", "بلينكن", "exact"),
        ("Toshimitsu Motegi", "Toshimitsu Motegy said", "Toshimitsu Motegy", "fuzzy"),
    ],
)
def test_a_surface_is_found_as_the_article_writes_it(
    surface: str, text: str, found: str, alignment: str
) -> None:
    """Quotes, dashes, marks, width and a few letters may differ; the place is the article's own."""
    aligned = align_surface(surface, text, 0, len(text))

    assert aligned is not None
    assert (text[aligned.start : aligned.end], aligned.alignment) == (found, alignment)


@pytest.mark.parametrize(
    ("surface", "text"),
    [
        ("Kan", "in Kansas City"),
        ("Putin", "the Prim and proper"),
        ("Suga said Japan will host the talks", "Suga said nothing."),
        ("Park", "Parker said"),
        ("Kim", "Tim said"),
        ("Li", "the Lin group"),
        ("Antony Blinken", "Hunter Biden"),
        ("...", "wait ... here"),
        ("", "anything"),
    ],
)
def test_what_does_not_stand_there_is_not_found(surface: str, text: str) -> None:
    """A part of a word, a prefix of a sentence, or a short name that is off by a letter is no support."""
    assert align_surface(surface, text, 0, len(text)) is None


def test_only_the_given_span_is_searched() -> None:
    """A surface outside the span does not count."""
    text = "Blinken spoke. Motegi left."

    assert align_surface("Motegi", text, 0, 14) is None


@pytest.mark.parametrize(
    ("surface", "text"),
    [
        ("15 percent of the vote", "won 1.5 percent of the vote"),
        ("5 percent", "up 1.5 percent"),
        ("5 percent", "at -5 percent"),
        ("10 percent", "by 5-10 percent"),
        ("$40 million for the harbour", "paid $140 million for the harbour"),
        ("$1.2", "paid $1.2 billion"),
        ("two million people", "two billion people"),
        ("seven harbour towns", "seventeen harbour towns"),
        ("200 000 kroner", "for 1 200 000 kroner"),
        ("is likely to pass soon", "is unlikely to pass soon"),
        ("did agree on the treaty", "did not agree on the treaty"),
        ("Mr. Dahlberg of Norway", "Mrs. Dahlberg of Norway"),
        ("Minister Wang Ji", "Minister Wang Yi"),
        ("2021年3月18日", "2021年3月16日"),
        ("the employer said so", "the employee said so, and his employer too"),
    ],
)
def test_the_sense_is_never_mended(surface: str, text: str) -> None:
    """Another number, a denial more or less, another form of address or name is another text, not a slip."""
    assert align_surface(surface, text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("surface", "text", "found"),
    [
        ("the parliment voted", "and the parliament voted", "the parliament voted"),
        ("talks at Foreign Ministry", "in talks at the Foreign Ministry", "talks at the Foreign Ministry"),
        ("1200 men of the fleet", "some 1,200 men of the fleet", "1,200 men of the fleet"),
    ],
)
def test_a_slip_is_mended(surface: str, text: str, found: str) -> None:
    """Letters of a long word, an article, a blank within a word, the groups of a figure."""
    aligned = align_surface(surface, text, 0, len(text))

    assert aligned is not None
    assert (text[aligned.start : aligned.end], aligned.alignment) == (found, "fuzzy")


@given(st.text(max_size=40), st.text(min_size=1, max_size=12), st.text(max_size=40))
def test_a_place_always_lies_within_the_text(before: str, surface: str, after: str) -> None:
    """Whatever the characters, the offsets are the raw text's own and never empty."""
    text = before + surface + after
    aligned = align_surface(surface, text, 0, len(text))

    if aligned is not None:
        assert 0 <= aligned.start < aligned.end <= len(text)
        assert aligned.alignment != "exact" or text[aligned.start : aligned.end] == surface.strip()
