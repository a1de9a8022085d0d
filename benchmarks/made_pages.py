"""Pages made on purpose, of kinds that cost an article its text: ``python -m benchmarks.made_pages``

Each page is an article between lines of furniture, drawn by ``--seed``; it is plain text, as people paste it.
*Right*: every line of the article reaches the model or is known as its day or author, no line of furniture
does, and where the page prints the day, it is found. ``--failures`` prints the pages that are not right.
"""

import argparse
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from benchmarks.figures import percent
from corrigenda.extract.cleaning import clean_article
from corrigenda.schemas.article import Article

PAGES = 200
READ = ("headline", "caption", "body", "dateline", "published", "byline")

# fmt: off
WHO = ("The mayor of Larne", "Ann Holm", "A harbour official", "The ferry company", "Professor Idris Vale",
       "The union", "The museum's director", "A spokesman for the club", "The court in Riga",
       "Minister Pia Lund", "Two fishermen")
DID = ("told reporters that the bridge would be closed until the end of the month",
       "turned down an offer from the port", "asked the council for more money",
       "will decide on the new timetable next week", "lost the case against the mill",
       "said it added eight million subscribers in the spring", "opened a hall for the blind",
       "sold two boats to a school", "would let us know their decision, the residents said",
       "was a columnist for a local newspaper at the time")
WHY = ("after a storm had torn off the roof", "although nobody had asked for it",
       "because the old engine kept failing", "which surprised the villagers",
       "while the crews stayed ashore", "as prices of bread and fish went on rising")
TITLES = ("Ferry Strike Enters Second Week", "Mayor of Larne turns down port's offer",
          "Court Rules Against Old Mill", "Museum opens hall for the blind",
          "What the storm did to the old bridge", "Club Sells Stadium to Its Fans",
          "Two boats, one school and a long winter", "Lund Promises Money for Bread")
SECTIONS = ("World", "Sports", "Business", "Opinion", "Culture", "Weather", "Politics", "Science", "Travel",
            "Video")
POPULAR = ("Popular", "Most Read", "Trending", "Most popular", "Top Stories", "Editors' Picks")
RELATED = ("Related", "Related Stories", "You may also like", "Recommended for you", "More stories",
           "Read more")
COUNTS = ("{} Comments", "{} comments", "Comments ({})", "Comments", "{} responses", "Leave a comment",
          "Join the conversation")
READERS = ("Old Salt", "reader_77", "Bev of Bendigo", "M. Quill", "harbour rat", "Tess")
SAYS = ("Great piece, and about time that somebody wrote it.", "Nobody will talk after that.",
        "My uncle built that bridge!", "You forget what happened in the winter of the flood.",
        "They will never learn, will they?")
SHARING = ("Share on Facebook", "Tweet", "Print this article", "Share this story",
           "Facebook · Twitter · WhatsApp")
LEADS = ("The plan has three parts:", "The ministers agreed on the following:", "These are the winners:",
         "The union asks for:")
ENTRIES = ("A joint fund of $40 million for the ports", "Two new boats before the winter",
           "A rest of eleven hours for the crews", "Free bread on market days",
           "An inquiry into the fire at the mill", "Lower fares for pupils")
# fmt: on


class Line(NamedTuple):
    """A line of a page, and whether it is the article's."""

    text: str
    own: bool = True


class MadePage(NamedTuple):
    """A page and the day that it prints."""

    lines: tuple[Line, ...]
    day: date


class Maker:
    """Draws the parts of pages."""

    def __init__(self, seed: str) -> None:
        self.draw = Random(seed)
        self.day = date(2019, 1, 1) + timedelta(days=self.draw.randrange(2000))
        self.titles = self.draw.sample(TITLES, len(TITLES))
        self.title = self.titles.pop()

    def prose(self) -> Line:
        draw = self.draw
        sentences = [
            f"{draw.choice(WHO)} {draw.choice(DID)}{draw.choice(('', f' {draw.choice(WHY)}'))}."
            for _ in range(draw.randint(1, 3))
        ]
        return Line(" ".join(sentences))

    def article(self, least: int = 3, most: int = 9) -> list[Line]:
        return [self.prose() for _ in range(self.draw.randint(least, most))]

    def date_line(self) -> Line:
        form = self.draw.choice(("%b. %d, %Y", "%B %d, %Y", "%d %B %Y", "Published %B %d, %Y"))
        return Line(f"{self.day:{form}}")

    def header(self) -> list[Line]:
        by_line = [Line(f"By {self.draw.choice(('Ann Holm', 'Idris Vale', 'T. Quill'))}")]
        return [Line(self.title), *(by_line if self.draw.random() < 0.4 else ()), self.date_line()]

    def some(self, among: tuple[str, ...], least: int, most: int) -> list[Line]:
        return [Line(text, own=False) for text in self.draw.sample(among, self.draw.randint(least, most))]

    def others(self, least: int = 2, most: int = 4) -> list[Line]:
        bullet = self.draw.choice(("", "", "- ", "• "))
        return [Line(bullet + self.titles.pop(), own=False) for _ in range(self.draw.randint(least, most))]

    def count(self) -> Line:
        return Line(self.draw.choice(COUNTS).format(self.draw.randint(2, 90)), own=False)


def comments_above(make: Maker) -> Iterator[Line]:
    """A count of comments over the text, under a sentence of summary."""
    yield from make.header()
    yield Line(f"{make.draw.choice(WHO)} {make.draw.choice(DID)}.")
    yield from make.some(SHARING, 0, 2)
    yield make.count()
    yield from make.article()


def comments_within(make: Maker) -> Iterator[Line]:
    """A count of comments between two paragraphs."""
    yield from make.header()
    yield from make.article(2, 6)
    yield make.count()
    yield from make.article(2, 6)


def comments_below(make: Maker) -> Iterator[Line]:
    """Readers' comments under the text, each with its writer's name."""
    yield from make.header()
    yield from make.article()
    yield make.count()
    for name in make.draw.sample(READERS, make.draw.randint(1, 5)):
        yield Line(name, own=False)
        yield Line(make.draw.choice(SAYS), own=False)
        yield Line("Reply", own=False)


def menu_heading(make: Maker) -> Iterator[Line]:
    """The heading of a ranking in a menu over the headline and the day."""
    yield Line(make.draw.choice(POPULAR + RELATED), own=False)
    yield from make.some(SECTIONS, 1, 5)
    yield from make.header()
    yield from make.article()


def ranking_above(make: Maker) -> Iterator[Line]:
    """A ranking with its titles over the headline and the day."""
    yield Line(make.draw.choice(POPULAR), own=False)
    yield from make.others()
    yield from make.header()
    yield from make.article()


def related_within(make: Maker) -> Iterator[Line]:
    """A heading with titles of other articles between two paragraphs, and a title of the text's own later."""
    yield from make.header()
    yield from make.article(1, 3)
    yield Line(make.draw.choice(RELATED), own=False)
    yield from make.others(1, 3)
    yield from make.article(1, 2)
    yield Line("A long winter ahead")
    yield from make.article(1, 4)


def closing_list(make: Maker) -> Iterator[Line]:
    """A list that ends the text, with furniture under it."""
    yield from make.header()
    yield from make.article()
    yield Line(make.draw.choice(LEADS))
    bullet = make.draw.choice(("", "- ", "• ", "* "))
    yield from (Line(bullet + entry) for entry in make.draw.sample(ENTRIES, make.draw.randint(2, 5)))
    if make.draw.random() < 0.7:
        yield Line(make.draw.choice(RELATED), own=False)
        yield from make.others()


def last_paragraph(make: Maker) -> Iterator[Line]:
    """A last paragraph that speaks of subscribers, decisions or columnists, with furniture under it."""
    yield from make.header()
    yield from make.article()
    yield Line(f"{make.draw.choice(WHO)} {make.draw.choice((DID[5], DID[8], DID[9]))}.")
    yield from make.some(SHARING, 0, 2)


KINDS: tuple[Callable[[Maker], Iterator[Line]], ...] = (
    comments_above,
    comments_within,
    comments_below,
    menu_heading,
    ranking_above,
    related_within,
    closing_list,
    last_paragraph,
)


def made_pages(kind: Callable[[Maker], Iterator[Line]], seed: int, count: int = PAGES) -> Iterator[MadePage]:
    for number in range(count):
        make = Maker(f"{kind.__name__} {seed} {number}")
        yield MadePage(tuple(kind(make)), make.day)


def faults(page: MadePage, gap: str) -> list[str]:
    """What is wrong in the page as cleaned; its lines stand ``gap`` apart."""
    clean = clean_article(Article(id="made", text=gap.join(line.text for line in page.lines)))
    told, start = [], 0
    for line in page.lines:
        inside = [s for s in clean.spans if start <= s.start < start + len(line.text)]
        if any((span.label in READ) != line.own for span in inside):
            told.append(f"{'lost' if line.own else 'read'}: {line.text}")
        start += len(line.text) + len(gap)
    return told if clean.published.day == page.day else [*told, f"day: {clean.published.day}"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failures", action="store_true", help="print the pages that are not right")
    options = parser.parse_args()
    console = Console(width=110)
    table = Table("kind", "lines close", "lines apart", title=f"Made pages that are right, of {PAGES}")
    for kind in KINDS:
        shares = []
        for gap in ("\n", "\n\n"):
            found = [(page, faults(page, gap)) for page in made_pages(kind, options.seed)]
            shares.append(percent(sum(not wrong for _, wrong in found), PAGES))
            for page, wrong in found if options.failures else ():
                if wrong:
                    lines = "\n".join(f"{' ' if line.own else '|'} {line.text}" for line in page.lines)
                    console.print(f"\n{kind.__name__}: {'; '.join(wrong)}\n{lines}", markup=False)
        table.add_row((kind.__doc__ or "").split("\n")[0], *shares)
    console.print(table)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
