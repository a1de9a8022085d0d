"""A workbook as Excel saves it, without Excel."""

import zipfile
from datetime import date
from pathlib import Path


def workbook(path: Path, **sheets: list[list[object]]) -> None:
    """A workbook as Excel saves it, with texts in place, numbers, and days as numbers of a day's format."""
    kinds = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    package = "http://schemas.openxmlformats.org/package/2006"

    def cell(value: object) -> str:
        if isinstance(value, date):
            return f'<c s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
        if isinstance(value, int):
            return f"<c><v>{value}</v></c>"
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'

    numbered = list(enumerate(sheets.items(), start=1))
    tabs = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, (name, _) in numbered)
    links = "".join(
        f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="s{n}.xml"/>' for n, _ in numbered
    )
    links += f'<Relationship Id="styles" Type="{office}/styles" Target="styles.xml"/>'
    root = f'<Relationship Id="r" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        book.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships">{root}</Relationships>')
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships">{links}</Relationships>',
        )
        book.writestr(
            "xl/workbook.xml", f'<workbook {main} xmlns:r="{office}"><sheets>{tabs}</sheets></workbook>'
        )
        book.writestr("xl/styles.xml", f"<styleSheet {main}>{kinds}</styleSheet>")
        for n, (_, rows) in numbered:
            lines = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
            book.writestr(f"xl/s{n}.xml", f"<worksheet {main}><sheetData>{lines}</sheetData></worksheet>")
