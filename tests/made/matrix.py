"""What is read of each format, printed from imports of the samples; docs/table.md shows it.

``python tests/made/matrix.py`` prints it.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from made_workbook import workbook
from places import TABLES

from corrigenda.reconcile.importers import ImportReport, Ledger, import_table

SAMPLES = {
    "CSV, TSV": "people.csv",
    "Excel, LibreOffice": "people.xlsx",
    "Parquet": "people.parquet",
    "JSON, flat": "result.simple.json",
    "SPARQL's JSON": "result.sparql.json",
    "Wikidata: dump": "wikidata.json",
    "Wikidata: API, EntityData": "entity_data.json",
    "FollowTheMoney": "entities.ftm.jsonl",
    "OpenSanctions, nested": "targets.nested.json",
    "OpenSanctions, simple CSV": "targets.simple.csv",
    "EveryPolitician, CSV": "every_politician.csv",
    "Popolo": "popolo.json",
    "every-politician-scrapers": "office_terms",
    "congress-legislators": "congress",
}
"""What a format is called, and its sample in ``tests/tables``, or one that is made here."""

ROWS = [
    {"name": "Lena Varga", "born": "1961", "office": "Minister", "from": "2019-04-01", "shoe size": "38"},
    {"name": "Ivo Brandt", "born": "2019-02-30", "office": "Mayor", "from": "", "shoe size": ""},
]


def matrix() -> str:
    """The table in Markdown."""
    with TemporaryDirectory() as folder:
        lines = [_line(name, _sample(sample, Path(folder))) for name, sample in SAMPLES.items()]
    header = (
        "| source | `--format` | of our sample became | read | not read, and told |\n|---|---|---|---|---|"
    )
    return "\n".join((header, *lines))


def _sample(name: str, folder: Path) -> Path:
    if name.endswith(".xlsx"):
        workbook(folder / name, People=[list(ROWS[0]), *(list(row.values()) for row in ROWS)], Old=[["x"]])
        return folder / name
    if name.endswith(".parquet"):
        import pyarrow
        from pyarrow import parquet

        parquet.write_table(pyarrow.Table.from_pylist(ROWS), folder / name)
        return folder / name
    return TABLES / name


def _line(name: str, sample: Path) -> str:
    ledger = Ledger()
    list(import_table(sample, ledger=ledger))
    report = ledger.report()
    became = ", ".join(f"{kind}: {count}" for kind, count in report.counts.items())
    read = [f"`{one.column}`" for one in report.columns if one.read_as]
    cells = (name, f"`{report.format}`", became, ", ".join(read), "; ".join(_not_read(report)))
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _not_read(report: ImportReport) -> Iterator[str]:
    unread = [f"`{one.column}`" for one in report.columns if not one.read_as]
    if unread:
        yield ", ".join(unread)
    for one in report.left_out:
        yield (
            f"{one.column}: {one.reason} (`{one.example}`)" if one.example else f"{one.column}: {one.reason}"
        )
    yield from (note for note in report.notes if "not read" in note)


if __name__ == "__main__":
    print(matrix())
