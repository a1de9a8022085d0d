"""The seed articles beside their gold, which nobody here wrote: ``python -m benchmarks.seeds [--out DIR]``.

Articles and gold are read from ``../shared/seeds`` (not part of this repository) and brought into the form of
``corrigenda eval`` on the fly. Without ``--out`` the articles that have gold are run first, with the embedded
model, into the cache; what was answered there is not asked again.

What a fact of this gold needs: of its participants the persons with a Wikidata id, without those that its
annotators inferred. Countries, parties and "the alliance", which a fact may name or not, are not needed. A
time that the sentence does not state may be left out. Mentions marked optional are neither required nor
wrong; who is meant by a mention without an id is not judged, but an unnamed office holder must stay unlinked.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.figures import percent
from benchmarks.local_model import local_server
from benchmarks.shared import DATA
from corrigenda.batch import run_batch
from corrigenda.evaluation import Evaluation, Tally, evaluate_run, types_of
from corrigenda.extract.model import Model, Server, open_model
from corrigenda.extract.reading import read_articles
from corrigenda.extract.sentences import SMALL
from corrigenda.reconcile.table import EntityTable
from corrigenda.reconcile.table.cache import cache_directory
from corrigenda.schemas.article import Article
from corrigenda.schemas.gold import GoldArticle
from corrigenda.schemas.names import ErrorKind

SEEDS = DATA.parent / "seeds"
GOLD = SEEDS / "gold"
ABSENT = "skipped: the folder ../shared/seeds is not here (it is not part of this repository)"

KINDS: Mapping[str, tuple[ErrorKind, ...]] = {
    "given_name_wrong": ("wrong_given_name",),
    "given_name_misreading": ("misreading",),
    "full_name_misreading": ("misreading",),
    "name_misreading_other_person": ("misreading", "wrong_person"),
}
"""The gold's kinds of error in our words; any other is judged as an error of whichever kind."""


def read_seed_gold(folder: Path = GOLD) -> tuple[GoldArticle, ...]:
    """The gold of every seed that has one."""
    return tuple(
        gold_of(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json"))
    )


def gold_of(seed: dict[str, Any]) -> GoldArticle:
    """One file of this gold as ours."""
    people = {m["qid"] for m in seed["mentions"] if m["type"] == "person" and m["qid"] is not None}
    return GoldArticle.model_validate(
        {
            "article_id": Path(seed["file"]).stem,
            "mentions": [_mention(mention) for mention in seed["mentions"]],
            "facts": [_fact(fact, people) for fact in seed["facts"]],
            "boilerplate": [(span["start"], span["end"]) for span in seed["boilerplate_spans"]],
        }
    )


def _mention(mention: dict[str, Any]) -> dict[str, Any]:
    kinds = KINDS.get(mention["error"], ("unknown",)) if mention["error"] is not None else (None,)
    nil = mention["canonical"] is None and not mention.get("refers_to") and not mention.get("qids")
    return {
        "start": mention["start"],
        "end": mention["end"],
        "surface": mention["surface"],
        "type": mention["type"],
        "type_alt": _several(mention.get("type_alt")),
        "alt_spans": mention.get("alt_spans", ()),
        "entity_id": mention["qid"],
        "unlinkable": nil,
        "error": kinds[0],
        "error_alt": kinds[1:],
        "corrected": mention["corrected"],
        "optional": mention["optional"],
    }


def _fact(fact: dict[str, Any], people: set[str]) -> dict[str, Any]:
    inferred = set(fact.get("participants_inferred", ()))
    everybody = zip(fact["participants"], fact["participant_qids"], strict=True)
    return {
        "sentences": [fact["sentence_span"], *fact.get("more_spans", ())],
        "kind": fact["kind"],
        "kind_alt": _several(fact.get("kind_alt")),
        "participants": [qid for name, qid in everybody if qid in people and name not in inferred],
        "status": fact["status"],
        "status_alt": _several(fact.get("status_alt")),
        "time": fact["time_value"],
        "time_alt": [*_several(fact.get("time_value_alt")), *([None] if fact["time_inferred"] else [])],
        "negated": fact["negated"],
        "must": fact["must"],
        "note": fact["content"],
    }


def _several(value: Any) -> tuple[Any, ...]:
    """Alternatives, which are one or a list."""
    return tuple(value) if isinstance(value, list) else () if value is None else (value,)


def run_seeds(gold: Sequence[GoldArticle], out: Path, model: AbstractContextManager[Model]) -> None:
    """Run the articles that have gold, with the starter table, into ``out``."""
    ids = {article.article_id for article in gold}
    paths = [path for path in sorted(SEEDS.glob("*.txt")) if path.stem in ids]
    run_batch(paths, out, table=EntityTable.starter(), model=model, window=SMALL)


def spans(out: Path, texts: Mapping[str, str]) -> Iterator[bool]:
    """For each span that the run wrote down, whether it cuts its surface out of the raw article."""
    for file in ("facts.jsonl", "names.jsonl", "corrections.jsonl"):
        for line in (out / file).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = texts.get(row["article_id"])
            if text is None:
                continue
            sentence = row["sentence"]
            places = [row] if "surface" in row else [*row["fields"].values(), sentence]
            for place in places:
                words = place.get("surface", place.get("text"))
                yield text[place["start"] : place["end"]] == words


def print_table(gold: Sequence[GoldArticle], out: Path, *, misses: bool = False) -> Evaluation:
    """Score the run in ``out`` and print the table."""
    with EntityTable.starter() as starter:
        result = evaluate_run(gold, out, types_of(starter))
    texts = {a.id: a.text for a in read_articles([SEEDS]) if isinstance(a, Article)}
    cut = list(spans(out, texts))
    table = Table(title=f"Seeds: {len(gold)} articles with gold", title_justify="left")
    for column in ("measure", "ours", "of", "target"):
        table.add_column(column, justify="left" if column == "measure" else "right")
    names, people = result.tallies["names"], result.tallies["persons"]
    table.add_row("names, F1", _f1(names), f"{names.wanted}", "≥ .950")
    table.add_row("persons alone, F1", _f1(people), f"{people.wanted}", "")
    for tally, label in (
        (result.tallies["links"], "right entity, F1"),
        (result.tallies["corrections"], "wrong names set right, F1"),
    ):
        table.add_row(label, _f1(tally), f"{tally.wanted}", "")
    for tally, label, target in (
        (result.tallies["facts"], "must facts found (sentence, participants, status)", "≥ 85 %"),
        (result.tallies["sentences"], "  a fact in the sentence", ""),
        (result.tallies["participants"], "  with its participants", ""),
        (result.tallies["kinds"], "  with its kind", ""),
        (result.tallies["times"], "  with its time, where the sentence states one", ""),
    ):
        table.add_row(label, percent(tally.wanted_right, tally.wanted), f"{tally.wanted}", target)
    placed, again = result.tallies["sentences"], _told_again(gold, result)
    right = percent(placed.found_right, placed.found)
    table.add_row("facts given that the gold has, each once", right, f"{placed.found}", "≥ 90 %")
    more = percent(again, placed.found)
    table.add_row("  given beyond those where the gold has some", more, f"{placed.found}", "≤ 3 %")
    table.add_row("facts from boilerplate", str(result.facts_from_boilerplate), "", "0")
    table.add_row("names from boilerplate", str(result.names_from_boilerplate), "", "0")
    table.add_row("spans that cut out their surface", percent(sum(cut), len(cut)), f"{len(cut)}", "100 %")
    console = Console(width=110)
    console.print(table)
    for miss in result.misses if misses else ():
        console.print(
            f"  {miss.article_id[:3]} {miss.field}: {miss.how} at {miss.start} {miss.where[:60]!r}:"
            f" wanted {miss.wanted or 'nothing'}, found {miss.found or 'nothing'}",
            markup=False,
            highlight=False,
        )
    return result


def _told_again(gold: Sequence[GoldArticle], result: Evaluation) -> int:
    """How many facts stand where the gold has facts, and are none of them: repetitions, at the most."""
    places = {
        (article.article_id, place)
        for article in gold
        for fact in article.facts or ()
        for start, end in fact.sentences
        for place in range(start, end)
    }
    beyond = (miss for miss in result.misses if (miss.field, miss.how) == ("facts", "invented"))
    return sum((miss.article_id, miss.start) in places for miss in beyond)


def _f1(tally: Tally) -> str:
    return "–" if tally.f1 is None else f"{tally.f1:.3f}"


def measure(
    server: Server, *, out: Path | None = None, limit: int | None = None, misses: bool = False
) -> None:
    """Run the seeds that have gold, at most ``limit`` of them, and print the table."""
    gold = read_seed_gold()[:limit]
    out = out or cache_directory().parent / "benchmarks" / "seeds"
    run_seeds(gold, out, open_model("local", base_url=server.base_url, api_key=server.key))
    print_table(gold, out, misses=misses)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--out", type=Path, help="score this run of `corrigenda run ../shared/seeds`")
    parser.add_argument("--limit", type=int, help="only so many articles")
    parser.add_argument("--base-url", help="ask the server there, not one of our own")
    parser.add_argument("--misses", action="store_true", help="print every miss")
    options = parser.parse_args()
    if not GOLD.is_dir():
        print(ABSENT)
    elif options.out is not None:
        print_table(read_seed_gold()[: options.limit], options.out, misses=options.misses)
    else:
        with local_server(options.base_url) as server:
            measure(server, limit=options.limit, misses=options.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
