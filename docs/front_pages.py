"""A hook of MkDocs: the pages above docs/ belong to the site too, and every link leads somewhere.

The pages are written to be read in the repository. In the site a link to another page becomes a link to
that page; of a link to a file that is no page, the words stay. That there is such a file is held by
``tests/test_docs.py``.
"""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
ABOVE = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "CHANGELOG.md": "changelog.md",
}
"""Pages of the repository by their name, and what they are called in the site."""

_LINK = re.compile(r"\[([^\]]+)\]\(([^():#\s]+)(#[^()\s]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages from above."""
    for name, called in ABOVE.items():
        files.append(File.generated(config, called, content=(ROOT / name).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn the links of the repository into those of the site."""
    above = page.file.src_uri in ABOVE.values()
    folder = ROOT if above else ROOT / "docs"

    def lead(link: re.Match[str]) -> str:
        words, target, anchor = link[1], link[2], link[3] or ""
        path = (folder / target).resolve()
        if not path.is_relative_to(ROOT) or not path.exists():
            return link[0]  # no link, or one that MkDocs complains of
        place = path.relative_to(ROOT)
        if place.parent == Path("docs"):
            return f"[{words}]({place.name}{anchor})"
        called = ABOVE.get(place.as_posix())
        return words if called is None else f"[{words}]({called}{anchor})"

    return _LINK.sub(lead, markdown)
