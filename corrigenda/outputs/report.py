"""The report: one HTML file without any outside part, in which a person reads what was found and why.

An article's data stand in the page as inert JSON and are drawn when the article is opened, so that a thousand
articles are no burden. Every word that came from outside is escaped, and the page's policy runs no script but
its own.
"""

import json
import secrets
import tempfile
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from corrigenda.outputs.atomic import replacing
from corrigenda.outputs.report_view import ArticleView
from corrigenda.schemas.errors import OutputError
from corrigenda.schemas.runs import RunSummary, State


class ReportRow(NamedTuple):
    """An article in the list at the top of the report. ``words`` is what the filter looks in."""

    id: str
    title: str
    state: State
    reason: str
    published: str | None
    facts: int
    names: int
    corrected: int
    rejects: int
    words: str


class Report:
    """Gathers the articles of a run, and writes them as one page at its end. Memory holds the list alone."""

    def __init__(self) -> None:
        self._rows: list[ReportRow] = []
        self._spool = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 (see __exit__)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._spool.close()

    def add(self, view: ArticleView) -> None:
        """Take in one article. Raises ``OutputError`` where there is no room for temporary files."""
        self.add_drawn(*drawn(view))

    def add_drawn(self, row: ReportRow, data: str) -> None:
        """The same as ``drawn`` made it, perhaps in an earlier run."""
        self._rows.append(row)
        try:
            self._spool.write(data + "\n")
        except OSError as error:
            folder = tempfile.gettempdir()
            raise OutputError(
                f"{folder!r} has no room for the report ({error.strerror or error}): free some space, or name"
                " another folder in TMPDIR",
                path=Path(folder),
            ) from error

    def write(self, summary: RunSummary, path: Path) -> None:
        """Write the page: complete, or not at all."""
        environment = Environment(
            loader=PackageLoader("corrigenda.outputs", "."),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        template = environment.get_template("report.html.jinja")
        self._spool.seek(0)
        data = (Markup(line.rstrip("\n")) for line in self._spool)
        page = template.generate(summary=summary, rows=self._rows, data=data, nonce=secrets.token_urlsafe(12))
        with replacing(path) as file:
            file.writelines(page)


def drawn(view: ArticleView) -> tuple[ReportRow, str]:
    """An article as the page holds it: its row in the list, and its data, safe within a page."""
    data = view.model_dump(mode="json", exclude_defaults=True)
    return _row(view), str(htmlsafe_json_dumps(data, json.dumps, ensure_ascii=False))


def _row(view: ArticleView) -> ReportRow:
    names = {word for name in view.names for word in (name.surface, name.canonical) if word}
    return ReportRow(
        id=view.id,
        title=view.title,
        state=view.state,
        reason=view.reason,
        published=view.published and view.published[:10],
        facts=len(view.facts),
        names=len(view.names),
        corrected=sum(name.replacement is not None for name in view.names),
        rejects=len(view.rejects),
        words=" ".join([view.id, view.title, *sorted(names)]).casefold(),
    )
