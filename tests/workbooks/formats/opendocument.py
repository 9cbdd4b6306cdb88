"""Writes .ods as office programs do: values in attributes, what is shown in paragraphs."""

from datetime import date
from xml.sax.saxutils import escape, quoteattr

from cchc_metrics.workbooks.grid import address, parse_address
from tests.workbooks.formats.layout import Drawn, Value
from tests.workbooks.raw_package import package

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(*sheets: Drawn) -> bytes:
    return ods_of("".join(_table(sheet) for sheet in sheets), _fonts(sheets))


def ods_of(tables: str, styles: str = "", **parts: str | bytes) -> bytes:
    hidden = (
        '<style:style style:name="an" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    content = (
        f"<office:document-content {NAMESPACES} {CALC}><office:automatic-styles>{hidden}{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    return package({"mimetype": MIMETYPE, "content.xml": content, **parts})


def _fonts(sheets: tuple[Drawn, ...]) -> str:
    names = dict.fromkeys(font for sheet in sheets for font in sheet.fonts.values())
    return "".join(
        f'<style:style style:name={quoteattr(name)} style:family="table-cell">'
        f"<style:text-properties style:font-name={quoteattr(name)}/></style:style>"
        for name in names
    )


def _table(sheet: Drawn) -> str:
    style = "" if sheet.visible else ' table:style-name="an"'
    width = max((len(row) for row in sheet.rows), default=0)
    columns = "".join(
        f"<table:table-column{_visibility(column in sheet.hidden_columns)}/>"
        for column in range(1, width + 1)
    )
    covered = {where for merge in sheet.merges for where in _covered(merge)}
    rows = "".join(
        f"<table:table-row{_visibility(at in sheet.hidden_rows)}>"
        + "".join(_cell(sheet, address(at, c), value, covered) for c, value in enumerate(row, 1))
        + "</table:table-row>"
        for at, row in enumerate(sheet.rows, start=1)
    )
    return f"<table:table table:name={quoteattr(sheet.name)}{style}>{columns}{rows}</table:table>"


def _visibility(hidden: bool) -> str:
    return ' table:visibility="collapse"' if hidden else ""


def _covered(merge: str) -> list[str]:
    (top, left), (bottom, right) = (parse_address(part) for part in merge.split(":"))
    cells = [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]
    return [address(r, c) for r, c in cells[1:]]


def _cell(sheet: Drawn, where: str, value: Value, covered: set[str]) -> str:
    if where in covered:
        return "<table:covered-table-cell/>"
    font = sheet.fonts.get(where)
    attributes = f" table:style-name={quoteattr(font)}" if font else ""
    attributes += _span(sheet, where)
    if where in sheet.errors:
        return (
            f'<table:table-cell{attributes} office:value-type="string" office:string-value=""'
            ' calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
        )
    if value is None:
        return f"<table:table-cell{attributes}/>"
    kind, shown = _typed(sheet, where, value)
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in shown.split("\n"))
    return f"<table:table-cell{attributes}{kind}>{lines}</table:table-cell>"


def _typed(sheet: Drawn, where: str, value: Value) -> tuple[str, str]:
    if isinstance(value, bool):
        return f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"', "ĐÚNG"
    if isinstance(value, date):
        return f' office:value-type="date" office:date-value="{value}"', f"{value:%d/%m/%Y}"
    if isinstance(value, str):
        return ' office:value-type="string"', value
    percent = "%" in sheet.number_formats.get(where, "")
    kind = "percentage" if percent else "float"
    return f' office:value-type="{kind}" office:value="{value}"', f"{value}"


def _span(sheet: Drawn, where: str) -> str:
    for merge in sheet.merges:
        start, _, end = merge.partition(":")
        if start == where:
            (top, left), (bottom, right) = parse_address(start), parse_address(end)
            rows, columns = bottom - top + 1, right - left + 1
            return f' table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
    return ""
