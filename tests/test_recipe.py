"""The README's way from a parliament to a corrected article, command by command."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from made_wikidata import HUMAN, a_wikidata, day, item, link, statement
from places import ROOT

PEOPLE = {"Q900001": "Ilona Kerekes", "Q900002": "Bertalan Szoboszlai", "Q900003": "Mira Tornai"}
SEAT = "Q910000"
RESULT = {
    "head": {"vars": ["item", "itemLabel", "start"]},
    "results": {
        "bindings": [
            {
                "item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q900009"},
                "itemLabel": {"type": "literal", "xml:lang": "en", "value": "Zsuzsanna Halmosi"},
                "start": {"type": "literal", "value": "2018-05-08T00:00:00Z"},
            }
        ]
    },
}
ARTICLE = """BUDAPEST, March 16, 2021 - Ilona Kerekees, a member of the Lighthouse Assembly, spoke on Tuesday.
Bertalan Szoboszlai and Zsuzsana Halmosi, a Member of Parliament, answered her.
"""


def script() -> str:
    """The commands as they stand in the README, but for the installation."""
    _, _, after = (ROOT / "README.md").read_text(encoding="utf-8").partition("## From a parliament")
    block = re.search(r"^```sh\n(.*?)^```$", after, re.MULTILINE | re.DOTALL)
    assert block is not None
    first, *commands = block[1].splitlines()
    assert first.startswith("pip install ")
    return "\n".join(commands)


@pytest.mark.block_network(allowed_hosts=[r"127\.0\.0\.1"])
def test_the_recipe_ends_in_a_corrected_article(tmp_path: Path) -> None:
    """A parliament fetched, a query's result imported, the table checked, the article set right."""
    members = [
        item(
            one,
            {"en": name},
            P31=[HUMAN],
            P27=[statement(link("Q28"))],
            P39=[statement(link(SEAT), P580=day("2018-05-08"))],
        )
        for one, name in PEOPLE.items()
    ]
    seat = item(SEAT, {"en": "member of the Lighthouse Assembly"}, P1001=[statement(link("Q28"))])
    (tmp_path / "result.json").write_text(json.dumps(RESULT), encoding="utf-8")
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    with a_wikidata(list(PEOPLE), [*members, seat]) as server:
        ran = subprocess.run(
            ["sh", "-ec", script()],
            cwd=tmp_path,
            env={
                **os.environ,
                "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
                "CORRIGENDA_CACHE": str(tmp_path / "cache"),
                "CORRIGENDA_QUERY_SERVICE": server.query_service,
                "CORRIGENDA_WIKIDATA_API": server.api,
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    assert ran.returncode == 0, ran.stderr
    assert "0 errors, 0 warnings" in ran.stderr
    assert (tmp_path / "corrected.txt").read_text(encoding="utf-8") == ARTICLE.replace(
        "Kerekees", "Kerekes"
    ).replace("Zsuzsana", "Zsuzsanna")
