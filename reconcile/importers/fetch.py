"""People from Wikidata, over the network, when the user asks for them.

Two endpoints are spoken to: the query service says who (SPARQL, page by page), the API gives their items,
fifty at a time, and those of their offices and the parts of their names. One request is under way at a time,
the server's ``Retry-After`` is heeded, and every answer is kept on disk: what was asked once is not asked
again, and a fetch that broke off goes on where it stopped.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import version
from itertools import count
from pathlib import Path
from string import Template
from typing import Literal, get_args

from platformdirs import user_cache_path
from pydantic import TypeAdapter

from corrigenda.reconcile.importers.files import Json
from corrigenda.reconcile.importers.formats import linked_items
from corrigenda.reconcile.importers.values import wikidata_id
from corrigenda.reconcile.text import read_yaml
from corrigenda.schemas.base import Frozen
from corrigenda.schemas.errors import TableError

Question = Literal["office", "parliament", "ministers"]

_QUERY_SERVICE = "https://query.wikidata.org/sparql"
_API = "https://www.wikidata.org/w/api.php"
_PAGE = 5_000
_BATCH = 50
"""As many items as the API gives at once."""
_MAXLAG = 5
"""Seconds that Wikidata's copies may lag behind: beyond, its makers ask programs to wait."""
_ALWAYS = "0001-01-01T00:00:00Z"


class Endpoints(Frozen):
    """Where Wikidata is asked, and how: the pages of a query, the tries and seconds of patience."""

    query_service: str = _QUERY_SERVICE
    api: str = _API
    page: int = _PAGE
    tries: int = 6
    first_wait: float = 2.0
    longest_wait: float = 120.0
    timeout: float = 90.0


def answers_directory() -> Path:
    """Where answers are kept: ``wikidata`` in ``$CORRIGENDA_CACHE`` or the user's cache directory."""
    root = os.environ.get("CORRIGENDA_CACHE")
    return (Path(root) if root else user_cache_path("corrigenda")) / "wikidata"


@dataclass
class Wikidata:
    """Asks Wikidata, and keeps its answers in ``directory``. ``contact`` tells its makers whom to write to.

    ``fresh_days`` is for how long a kept answer stands in for a new one. ``tell`` hears what is being done.
    """

    directory: Path
    endpoints: Endpoints = field(default_factory=Endpoints)
    contact: str = ""
    fresh_days: float = 7.0
    tell: Callable[[str], None] = lambda text: None
    asked: int = field(default=0, init=False)

    def people(self, question: Question, item: str, since: str = "") -> list[str]:
        """The ids of the people whom a question finds, page after page."""
        written = Template(_queries()[question]).substitute(item=item, since=_first_moment(since))
        found: dict[str, None] = {}
        for page in count():
            query = f"{written.strip()} LIMIT {self.endpoints.page} OFFSET {page * self.endpoints.page}"
            answer = self._ask(self.endpoints.query_service, {"query": query, "format": "json"})
            rows = answer["results"]["bindings"]
            found |= dict.fromkeys(filter(None, (wikidata_id(row["person"]["value"]) for row in rows)))
            self.tell(f"{len(found):,} people")
            if len(rows) < self.endpoints.page:
                return list(found)
        return []

    def items(self, people: Sequence[str]) -> Iterator[Json]:
        """The API's answers with the items of these people, then of their offices and names."""
        others: dict[str, None] = {}
        for answer in self._batches(people, "people"):
            for item in answer.get("entities", {}).values():
                others |= dict.fromkeys(linked_items(item))
            yield answer
        yield from self._batches([one for one in others if one not in set(people)], "offices and names")

    def _batches(self, ids: Sequence[str], what: str) -> Iterator[Json]:
        for start in range(0, len(ids), _BATCH):
            parameters = {
                "action": "wbgetentities",
                "format": "json",
                "ids": "|".join(ids[start : start + _BATCH]),
                "props": "info|labels|aliases|descriptions|claims",
                "maxlag": str(_MAXLAG),
            }
            yield self._ask(self.endpoints.api, parameters)
            self.tell(f"{min(start + _BATCH, len(ids)):,} of {len(ids):,} {what}")

    def _ask(self, address: str, parameters: Mapping[str, str]) -> Json:
        """The answer to a request, kept or new."""
        asked = json.dumps([address, parameters], sort_keys=True)
        kept = self.directory / f"{hashlib.sha256(asked.encode()).hexdigest()[:32]}.json"
        if kept.exists() and time.time() - kept.stat().st_mtime < self.fresh_days * 86_400:
            return json.loads(kept.read_text(encoding="utf-8"))
        answer = self._patiently(address, parameters)
        self.directory.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(f".{os.getpid()}")
        unfinished.write_text(json.dumps(answer), encoding="utf-8")
        os.replace(unfinished, kept)
        return answer

    def _patiently(self, address: str, parameters: Mapping[str, str]) -> Json:
        wait = self.endpoints.first_wait
        for left in reversed(range(self.endpoints.tries)):
            answer = self._once(address, parameters)
            if not isinstance(answer, _Refusal):
                return answer
            if not left or not answer.passing:
                raise TableError(
                    f"{address} does not answer: {answer.reason}; what was fetched is kept, and the same "
                    "command goes on from there"
                )
            pause = min(answer.wait if answer.wait is not None else wait, self.endpoints.longest_wait)
            self.tell(f"{answer.reason}: waiting {pause:.0f} s")
            time.sleep(pause)
            wait *= 2
        raise AssertionError("the last try answers or raises")

    def _once(self, address: str, parameters: Mapping[str, str]) -> "Json | _Refusal":
        import httpx2

        self.asked += 1
        headers = {"User-Agent": _user_agent(self.contact), "Accept": "application/json"}
        try:
            response = httpx2.get(
                address, params=dict(parameters), headers=headers, timeout=self.endpoints.timeout
            )
        except httpx2.HTTPError as error:
            return _Refusal(f"{type(error).__name__} ({error})")
        if response.status_code != httpx2.codes.OK:
            passing = response.status_code == httpx2.codes.TOO_MANY_REQUESTS or response.is_server_error
            return _Refusal(f"status {response.status_code}", passing, _seconds(response.headers))
        try:
            answer = response.json()
        except ValueError:
            return _Refusal(f"no JSON, but {response.text[:60]!r}", passing=False)
        if isinstance(answer, dict) and "error" in answer:
            code = str(answer["error"].get("code", "")) if isinstance(answer["error"], dict) else ""
            return _Refusal(f"error {code!r}", code == "maxlag", _seconds(response.headers))
        return answer


@dataclass(frozen=True)
class _Refusal:
    """Why there is no answer, whether one may come later, and after how many seconds the server says so."""

    reason: str
    passing: bool = True
    wait: float | None = None


def _seconds(headers: Mapping[str, str]) -> float | None:
    written = headers.get("Retry-After", "")
    return float(written) if written.isdigit() else None


def _user_agent(contact: str) -> str:
    """Who asks, as Wikimedia's rules for programs want it said."""
    return f"corrigenda/{version('corrigenda')} ({contact or 'an entity table for one user'})"


def _first_moment(since: str) -> str:
    return f"{since}-01-01T00:00:00Z" if since else _ALWAYS


@lru_cache(maxsize=1)
def _queries() -> Mapping[Question, str]:
    return TypeAdapter(dict[Question, str]).validate_python(read_yaml("wikidata_queries.yaml"))


def fetch_wikidata(
    wikidata: Wikidata,
    out: Path,
    *,
    asked: Mapping[Question, str],
    people: Iterable[str] = (),
    since: str = "",
) -> int:
    """Write the API's answers about people, their offices and names to ``out``, an answer a line.

    ``asked`` has the item of each question, ``people`` are ids besides. The number of people is given back.
    ``import_table`` reads what was written. Raises ``TableError`` where Wikidata does not answer.
    """
    found = dict.fromkeys(people)
    for question in get_args(Question):
        if question in asked:
            found |= dict.fromkeys(wikidata.people(question, asked[question], since))
    with out.open("w", encoding="utf-8") as file:
        for answer in wikidata.items(list(found)):
            file.write(json.dumps(answer) + "\n")
    return len(found)
