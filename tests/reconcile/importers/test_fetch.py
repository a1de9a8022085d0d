"""People from Wikidata over the network: politely, page by page, never twice. The server is local."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_wikidata import MadeWikidata, a_wikidata, parliament

from corrigenda.reconcile.importers import Endpoints, Wikidata, fetch_wikidata, import_table
from corrigenda.schemas.errors import TableError

pytestmark = pytest.mark.block_network(allowed_hosts=[r"127\.0\.0\.1"])

SIZE = 120


@pytest.fixture
def server() -> Iterator[MadeWikidata]:
    """A parliament of 120."""
    with a_wikidata(*parliament(SIZE)) as made:
        yield made


def client(server: MadeWikidata, folder: Path, *, fresh_days: float = 7.0, contact: str = "") -> Wikidata:
    """What asks the server, without patience."""
    endpoints = Endpoints(
        query_service=server.query_service, api=server.api, page=50, tries=3, first_wait=0.001, timeout=10
    )
    return Wikidata(folder / "answers", endpoints, contact=contact, fresh_days=fresh_days)


def fetched(wikidata: Wikidata, folder: Path) -> int:
    """How many people are fetched."""
    return fetch_wikidata(wikidata, folder / "wikidata.jsonl", asked={"parliament": "Q900"}, since="2010")


def test_a_parliament_becomes_a_table(server: MadeWikidata, tmp_path: Path) -> None:
    """Its members, found page by page, come with their names, parts, dated seats, and the seat itself."""
    assert fetched(client(server, tmp_path), tmp_path) == SIZE

    table = list(import_table(tmp_path / "wikidata.jsonl"))
    first = next(entity for entity in table if entity.id == "Q900000")
    assert sorted({entity.type for entity in table}) == ["office", "person"]
    assert len(table) == SIZE + 1
    assert [(name.text, name.family, name.given) for name in first.names] == [
        ("Lena0 Varga", "Varga", "Lena0"),
        ("Varga Lena0", "Varga", "Lena0"),
    ]
    assert [(term.office, term.start) for term in first.terms] == [("Q910000", "2010-05-01")]


def test_what_is_asked(server: MadeWikidata, tmp_path: Path) -> None:
    """A query has the item and the first day, pages have no overlap, an answer at most fifty items."""
    fetched(client(server, tmp_path, contact="desk@example.org"), tmp_path)

    assert all("wd:Q900 " in query and '"2010-01-01T00:00:00Z"' in query for query in server.queries)
    assert [query.split()[-1] for query in server.queries] == ["0", "50", "100"]
    assert [len(batch) for batch in server.batches] == [50, 50, 20, 2]
    (agent,) = server.agents
    assert agent.startswith("corrigenda/")
    assert "desk@example.org" in agent


def test_nothing_is_asked_twice(server: MadeWikidata, tmp_path: Path) -> None:
    """What was answered lately is kept; who wants it anew says so."""
    fetched(client(server, tmp_path), tmp_path)
    again, anew = client(server, tmp_path), client(server, tmp_path, fresh_days=0)

    assert (fetched(again, tmp_path), again.asked) == (SIZE, 0)
    assert (fetched(anew, tmp_path), anew.asked) == (SIZE, 7)


@pytest.mark.parametrize("place", range(7))
def test_a_fetch_that_broke_off_goes_on(server: MadeWikidata, tmp_path: Path, place: int) -> None:
    """Wherever the server fails, the same command goes on from there."""
    server.refusals = [(200, b"")] * place + [(500, b"")] * 3
    broken, again = client(server, tmp_path), client(server, tmp_path)
    with pytest.raises(TableError, match="goes on from there"):
        fetched(broken, tmp_path)

    assert fetched(again, tmp_path) == SIZE
    assert again.asked == 7 - place


@pytest.mark.parametrize(
    "refusal", [(429, b""), (503, b""), (200, b'{"error": {"code": "maxlag", "info": "lagged"}}')]
)
def test_a_server_that_asks_to_wait_is_waited_for(
    server: MadeWikidata, tmp_path: Path, refusal: tuple[int, bytes]
) -> None:
    """Too many requests, a failure, a lagging copy: all pass."""
    server.refusals = [refusal, refusal]

    assert fetched(client(server, tmp_path), tmp_path) == SIZE


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        ((400, b""), "status 400"),
        ((200, b"<html>Sign in</html>"), "no JSON"),
        ((200, b'{"error": {"code": "no-such-entity"}}'), "error 'no-such-entity'"),
    ],
)
def test_an_answer_that_is_none_is_told_at_once(
    server: MadeWikidata, tmp_path: Path, refusal: tuple[int, bytes], said: str
) -> None:
    """What no waiting mends is an error with the server's word, and is not kept."""
    server.refusals = [refusal]
    asking = client(server, tmp_path)
    with pytest.raises(TableError, match=said):
        fetched(asking, tmp_path)

    assert asking.asked == 1
    assert fetched(client(server, tmp_path), tmp_path) == SIZE


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Without a network the address and the reason are told."""
    endpoints = Endpoints(query_service="http://127.0.0.1:9/sparql", tries=2, first_wait=0.001)

    with pytest.raises(TableError, match=r"127\.0\.0\.1:9/sparql does not answer: ConnectError"):
        Wikidata(tmp_path, endpoints).people("office", "Q1")
