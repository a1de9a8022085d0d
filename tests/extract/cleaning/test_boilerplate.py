"""Which lines are no part of an article, by their wording (``extract/data/boilerplate.yaml``)."""

import pytest

from corrigenda.extract.cleaning.boilerplate import kind_of, shortcode_ends
from corrigenda.extract.cleaning.paragraphs import read_paragraphs


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("[ad_2]", "shortcode"),
        ("[caption id=7 align=left]", "shortcode"),
        ("— ADVERTISEMENT —", "advertisement"),
        ("Most Read in World", "ranking"),
        ("“Economy” POPULAR ARTICLES", "ranking"),
        ("DAILY ACCESS RANKING", "ranking"),
        ("Trending Now", "ranking"),
        ("Editors’ Picks", "ranking"),
        ("** Related Articles **", "related"),
        ("More from Asia", "related"),
        ("You may also like", "related"),
        ("Recent Posts", "related"),
        ("READ MORE: Two Ministers, One Elevator", "related inline"),
        ("Home » World » Asia", "menu"),
        ("World | Business | Sports | Opinion", "menu"),
        ("Return to top ↑", "menu"),
        ("Share on Facebook", "sharing"),
        ("Facebook · Twitter · WhatsApp", "sharing"),
        ("https://short.example/x7", "sharing"),
        ("1.2K views", "sharing"),
        ("3 hours ago", "age"),
        ("SUBSCRIBE NOW", "subscription"),
        ("Already a subscriber? Log in", "subscription"),
        ("12 Comments", "comments"),
        ("Leave a Reply", "comments"),
        ("Join the conversation", "comments"),
        ("© 2022 Harbor Ledger", "copyright"),
        ("This website uses cookies to count its readers.", "cookies"),
        ("Filed under: Diplomacy", "topics"),
        ("Help us do our work: donate today.", "appeal"),
    ],
)
def test_a_line_of_the_page_is_known_by_its_wording(line: str, kind: str) -> None:
    """Decoration, capitals and the kind of quotation marks make no difference."""
    (paragraph,) = read_paragraphs(line)
    found = kind_of(paragraph)

    assert found is not None
    assert found.name == kind


@pytest.mark.parametrize(
    "line",
    [
        "The most popular politician of the country is its foreign minister.",
        "Response to Russia",
        "No comment",
        "Blinken shares view on exports",
        "He read more than the others.",
        "Related costs fell, the ministry said.",
        "Top diplomats meet in Rome",
        "Home rule for Scotland",
        "Talks on Gaza and Ukraine",
        "WASHINGTON",
    ],
)
def test_a_line_of_the_article_is_not_taken_for_the_pages(line: str) -> None:
    """A title or sentence that only holds such words stays the article's."""
    (paragraph,) = read_paragraphs(line)

    assert kind_of(paragraph) is None


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("[ad_1] He left. [ad_2]", "He left."),
        ("[ad_1][ad_1]He left.", "He left."),
        ("He [sic] left. [laughs]", "He [sic] left. [laughs]"),
        ("[ad_1]", ""),
    ],
)
def test_shortcodes_at_the_ends_of_a_line_are_cut_off(line: str, kept: str) -> None:
    """What an advertisement system left behind goes; an editor's brackets stay."""
    start, end = shortcode_ends(line, 0, len(line))

    assert line[start:end] == kept
