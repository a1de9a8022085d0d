"""A small Wikidata on the loopback address: a query service and an API, with people who are made up."""

import json
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

MOST_ITEMS = 50


def item(entity_id: str, labels: dict[str, str], **claims: Iterable[object]) -> dict[str, object]:
    """An item as the API gives it."""
    return {
        "type": "item",
        "id": entity_id,
        "modified": "2025-01-01T00:00:00Z",
        "labels": {lang: {"language": lang, "value": text} for lang, text in labels.items()},
        "claims": {name: list(statements) for name, statements in claims.items()},
    }


def statement(value: object, **qualifiers: object) -> dict[str, object]:
    """A statement with this value; a qualifier is a day, ``None`` for one that is not known."""

    def snak(of: object) -> dict[str, object]:
        return {"snaktype": "somevalue"} if of is None else {"snaktype": "value", "datavalue": {"value": of}}

    own = {name: [snak(value)] for name, value in qualifiers.items()}
    return {"mainsnak": snak(value), "rank": "normal", "qualifiers": own}


def link(entity_id: str) -> dict[str, str]:
    """A value that is an item."""
    return {"entity-type": "item", "id": entity_id}


def day(text: str, precision: int = 11) -> dict[str, object]:
    """A value that is a day."""
    return {"time": f"+{text}T00:00:00Z", "precision": precision}


@dataclass
class MadeWikidata:
    """The address of a Wikidata that is made up, and what it was asked.

    ``refusals`` are answered first: a status and a body in place of an answer.
    """

    address: str
    people: list[str]
    items: dict[str, dict[str, object]]
    refusals: list[tuple[int, bytes]] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)
    batches: list[list[str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    @property
    def query_service(self) -> str:
        """Where queries are put."""
        return f"{self.address}/sparql"

    @property
    def api(self) -> str:
        """Where items are fetched."""
        return f"{self.address}/w/api.php"

    def answer(self, path: str, asked: dict[str, str]) -> object:
        """What either endpoint says."""
        if path == "/sparql":
            self.queries.append(asked["query"])
            window = re.search(r"LIMIT (\d+) OFFSET (\d+)$", asked["query"])
            assert window is not None
            size, start = map(int, window.groups())
            found = self.people[start : start + size]
            rows = [
                {"person": {"type": "uri", "value": f"http://www.wikidata.org/entity/{one}"}} for one in found
            ]
            return {"head": {"vars": ["person"]}, "results": {"bindings": rows}}
        ids = asked["ids"].split("|")
        assert len(ids) <= MOST_ITEMS
        self.batches.append(ids)
        missing = {one: {"id": one, "missing": ""} for one in ids}
        return {"entities": {one: self.items.get(one, missing[one]) for one in ids}, "success": 1}


@contextmanager
def a_wikidata(people: list[str], items: Iterable[dict[str, object]]) -> Iterator[MadeWikidata]:
    """A Wikidata in which a query finds these people, and these are the items."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.agents.add(self.headers["User-Agent"])
            url = urlsplit(self.path)
            status, body = made.refusals.pop(0) if made.refusals else (200, b"")
            if not body:
                asked = {name: values[0] for name, values in parse_qs(url.query).items()}
                body = json.dumps(made.answer(url.path, asked)).encode() if status == 200 else b"busy"
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the terminal clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    by_id = {str(one["id"]): one for one in items}
    made = MadeWikidata(f"http://127.0.0.1:{server.server_port}", people, by_id)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


HUMAN = statement(link("Q5"))


def parliament(size: int) -> tuple[list[str], list[dict[str, object]]]:
    """Members of a parliament that is made up: their ids; their items, that of the seat, of a family name."""
    people = [f"Q{900_000 + number}" for number in range(size)]
    seat, family = "Q910000", "Q920000"
    members = [
        item(
            one,
            {"en": f"Lena{number} Varga", "hu": f"Varga Lena{number}"},
            P31=[HUMAN],
            P27=[statement(link("Q28"))],
            P734=[statement(link(family))],
            P39=[statement(link(seat), P580=day(f"20{10 + number % 10}-05-01"))],
        )
        for number, one in enumerate(people)
    ]
    others = [
        item(seat, {"en": "member of the Lighthouse Assembly"}, P1001=[statement(link("Q28"))]),
        item(family, {"mul": "Varga"}, P31=[statement(link("Q101352"))]),
    ]
    return people, [*members, *others]
