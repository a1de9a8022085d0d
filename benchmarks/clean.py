"""The main text of web pages, ours beside trafilatura and jusText. ``python -m benchmarks.clean``

Pages and the text of their articles: ``news_pages``, in the data beside the repository. Measured is the F1 of
the words of the body (a mean over pages): of what we label as body and the headings within it, which the set
counts as body, and of all that reaches the model (headline and captions too, which it does not). The HTML is
one input; the others are the page as text, flattened in three ways (``benchmarks.pages``), where the rule to
compare with is "lines of ten words and more that end in a full stop". Figures are told for the fresh half, of
whose sites nothing was looked at, and for the half that was read (the learned half: figures of development).

The day of publication, beside htmldate: against the day in the address, where there is one, which neither is
told; then ours with the address too.

``--failures`` lists the pages of the *learned* half with an F1 under .85; those of the fresh
half are not to be looked at.
"""

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from statistics import mean

from htmldate import find_date
from justext import get_stoplist, justext
from rich.console import Console
from rich.table import Table
from trafilatura import extract

from benchmarks.pages import PAGES, WAYS, NewsPage, f1, news_pages
from benchmarks.shared import ABSENT
from corrigenda.extract.cleaning import clean_article
from corrigenda.extract.cleaning.stamps import day_in_address
from corrigenda.schemas.article import Article, CleanArticle

READ = ("headline", "caption", "body")
PEERS: dict[str, Callable[[NewsPage], str]] = {
    "trafilatura": lambda page: extract(page.html, include_comments=False) or "",
    "trafilatura, precise": lambda page: (
        extract(page.html, include_comments=False, favor_precision=True) or ""
    ),
    "jusText": lambda page: "\n".join(
        block.text for block in justext(page.html, get_stoplist("English")) if not block.is_boilerplate
    ),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--failures", action="store_true", help="list pages of the learned half that fail")
    options = parser.parse_args()
    console = Console(width=110)
    if not PAGES.is_dir():
        console.print(f"skipped: {ABSENT}")
        return 0
    halves = {fresh: [page for page in news_pages() if page.fresh == fresh] for fresh in (True, False)}
    console.print(figures(halves))
    console.print(days(halves))
    for way, make in WAYS.items() if options.failures else ():
        for page in halves[False]:
            precision, recall, score = f1(body_of(clean_article(make(page))), page.body)
            if score < 0.85:
                console.print(
                    f"{way}: {score:.2f} (p {precision:.2f}, r {recall:.2f}) {page.url}", markup=False
                )
    return 0


def labelled(clean: CleanArticle, labels: Sequence[str]) -> str:
    return "\n".join(clean.text[span.start : span.end] for span in clean.spans if span.label in labels)


def body_of(clean: CleanArticle) -> str:
    """What is labelled as body, and the headings below its first line."""
    first = next((span.start for span in clean.spans if span.label == "body"), len(clean.text))
    return "\n".join(
        clean.text[span.start : span.end]
        for span in clean.spans
        if span.start >= first and span.label in ("body", "headline")
    )


def prose_lines(text: str) -> str:
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(
        line for line in lines if len(line.split()) >= 10 and line.rstrip("\"'”’)")[-1:] in ".!?"
    )


def figures(halves: dict[bool, list[NewsPage]]) -> Table:
    table = Table(title="The body's words: F1, mean over pages (pages with a recall under .5)")
    table.add_column("input and reader")
    for fresh in (True, False):
        name = "fresh half" if fresh else "learned half"
        table.add_column(f"{name} ({len(halves[fresh])} pages)", justify="right")
    for name, read in PEERS.items():
        table.add_row(
            f"html: {name}", *(score([read(p) for p in halves[h]], halves[h]) for h in (True, False))
        )
    for way, make in WAYS.items():
        articles = {h: [make(page) for page in halves[h]] for h in halves}
        cleaned = {h: [clean_article(article) for article in articles[h]] for h in halves}
        rows: dict[str, Callable[[Article, CleanArticle], str]] = {
            "all of it": lambda article, _: article.text,
            "lines of prose": lambda article, _: prose_lines(article.text),
            "ours, body": lambda _, clean: body_of(clean),
            "ours, all that is read": lambda _, clean: labelled(clean, READ),
        }
        for name, text in rows.items():
            texts = {h: [text(*each) for each in zip(articles[h], cleaned[h], strict=True)] for h in halves}
            table.add_row(f"{way}: {name}", *(score(texts[h], halves[h]) for h in (True, False)))
    return table


def score(texts: Sequence[str], pages: Sequence[NewsPage]) -> str:
    found = [f1(text, page.body) for text, page in zip(texts, pages, strict=True)]
    return f"{mean(each[2] for each in found):.3f} ({sum(each[1] < 0.5 for each in found)})"


def days(halves: dict[bool, list[NewsPage]]) -> Table:
    table = Table(title="The day of publication, against the day in the address: right, wrong, none")
    for column in ("half", "pages", "htmldate, page alone", "ours, page alone", "ours"):
        table.add_column(column, justify="left" if column == "half" else "right")
    for fresh in (True, False):
        dated = [(page, day) for page in halves[fresh] if (day := day_in_address(page.url)) is not None]
        readers = (by_htmldate, lambda page: ours(page, None), lambda page: ours(page, page.url))
        table.add_row(
            "fresh" if fresh else "learned",
            str(len(dated)),
            *(counts([(read(page), day) for page, day in dated]) for read in readers),
        )
    return table


def by_htmldate(page: NewsPage) -> date | None:
    html = page.html.replace(page.url, "")
    found = find_date(html, original_date=True)
    return date.fromisoformat(found) if found else None


def ours(page: NewsPage, url: str | None) -> date | None:
    article = WAYS["html"](page).model_copy(update={"url": url})
    return clean_article(article).published.day


def counts(found: Sequence[tuple[date | None, date]]) -> str:
    right = sum(given == day for given, day in found)
    none = sum(given is None for given, _ in found)
    return f"{right}, {len(found) - right - none}, {none}"


if __name__ == "__main__":
    raise SystemExit(main())
