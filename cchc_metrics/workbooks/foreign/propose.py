"""A read workbook of an office's own making -> what it seems to say, for the officer to confirm."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from cchc_metrics.plan.model import Plan
from cchc_metrics.workbooks import layout
from cchc_metrics.workbooks.bursts import burst
from cchc_metrics.workbooks.checking.numbers import cleaned
from cchc_metrics.workbooks.checking.recognise import recognise
from cchc_metrics.workbooks.foreign.cumulative import suspicion
from cchc_metrics.workbooks.foreign.headings import Heading, scale_in
from cchc_metrics.workbooks.foreign.hints import Place, department_hints, month_hints
from cchc_metrics.workbooks.foreign.legacy_fonts import to_unicode
from cchc_metrics.workbooks.foreign.matching import Matcher
from cchc_metrics.workbooks.foreign.proposal import (
    Conversion,
    LeftOut,
    Proposal,
    ProposedColumn,
    ProposedSheet,
    cell_key,
)
from cchc_metrics.workbooks.foreign.rows import read_body
from cchc_metrics.workbooks.foreign.tables import NUMBER_ROLES, Table, find_table
from cchc_metrics.workbooks.foreign.terms import Legacy, Role, Source
from cchc_metrics.workbooks.grid import Book, CellKind, Sheet, address, column_letters


def is_foreign(book: Book) -> bool:
    """Whether a book is not ours: no table of our template, or no stamp that says whose it is."""
    table = recognise(book)
    return table is None or not table.stamps


@burst()
def propose(
    book: Book,
    plan: Plan,
    file_name: str = "",
    remembered: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
) -> Proposal:
    """Everything that the book seems to say.

    `remembered` are a department's confirmed mappings (`ProposedRow.folded` -> meaning), `columns`
    the roles that the officer gave to columns (`Answers.columns`).
    """
    matcher = Matcher(plan, remembered or {})
    sheets: list[ProposedSheet] = []
    left_out: list[LeftOut] = []
    for sheet in book.sheets:
        if sheet.name in (layout.ISSUE_SHEET, layout.META_SHEET):
            continue
        reason = "trang ẩn" if not sheet.visible else "trang trống" if not sheet.cells else ""
        if not reason:
            proposed = _proposed(sheet, plan, file_name, matcher, columns or {})
            if proposed is not None:
                sheets.append(proposed)
                continue
            reason = "không thấy bảng có cột tên chỉ tiêu và cột số liệu"
        left_out.append(LeftOut(sheet.name, "", "", reason))
    return Proposal(tuple(sheets), tuple(left_out), matcher.choices(), book.has_macros)


def _proposed(
    raw: Sheet, plan: Plan, file_name: str, matcher: Matcher, roles: Mapping[str, str]
) -> ProposedSheet | None:
    sheet, legacy, conversions = to_unicode(raw, matcher.words_known)
    table = find_table(sheet, _roles(sheet, roles), plan.calendar.year)
    if table is None:
        return None
    table = _with_unit(table)
    return _of_table(table, plan, file_name, matcher, (legacy, conversions))


def _of_table(
    table: Table,
    plan: Plan,
    file_name: str,
    matcher: Matcher,
    legacy: tuple[Legacy | None, tuple[Conversion, ...]],
) -> ProposedSheet:
    sheet = table.sheet
    places = [*_places(table), Place(file_name, Source.FILE_NAME)]
    months, period = month_hints(places, plan)
    body = read_body(table, matcher)
    columns = tuple(_column(sheet.name, c, heading) for c, heading in table.headings.items())
    titles = [place.text for place in places if place.source is Source.TITLE]
    cumulative, since = suspicion(titles, period, columns, body.rows)
    return ProposedSheet(
        name=sheet.name,
        is_wide=table.is_wide,
        header=(table.first_heading_row, table.last_heading_row),
        columns=columns,
        rows=tuple(body.rows),
        months=months,
        departments=department_hints(places, plan),
        left_out=(*_left_out_parts(table), *body.left_out),
        legacy=legacy[0],
        conversions=legacy[1],
        cumulative=cumulative,
        cumulative_from=since,
    )


def _with_unit(table: Table) -> Table:
    """The table with the unit that a line above it gives for all its columns."""
    lines = [
        cell.text for (row, _), cell in table.sheet.cells.items() if row < table.first_heading_row
    ]
    scale = max(map(scale_in, lines), default=1)
    if scale == 1:
        return table
    headings = {c: replace(h, scale=max(h.scale, scale)) for c, h in table.headings.items()}
    return replace(table, headings=headings)


def _roles(sheet: Sheet, roles: Mapping[str, str]) -> dict[int, Role]:
    return {
        column: Role(roles[key])
        for column in range(1, sheet.last_column + 1)
        if (key := cell_key(sheet.name, column_letters(column))) in roles
    }


def _places(table: Table) -> Iterator[Place]:
    """Texts above the table, its headings, the sheet's name: where a period may be named."""
    titles = [at for at in table.sheet.cells if at[0] < table.first_heading_row]
    for row, column in sorted(titles):
        cell = table.sheet.cells[row, column]
        if cell.kind is CellKind.TEXT:
            yield Place(cleaned(cell.text), Source.TITLE, table.sheet.name, address(row, column))
    if not table.is_wide:
        for column, heading in table.headings.items():
            if heading.role in NUMBER_ROLES and heading.month:
                at = address(table.last_heading_row, column)
                yield Place(heading.text, Source.HEADER, table.sheet.name, at)
    yield Place(table.sheet.name, Source.SHEET_NAME, table.sheet.name)


def _column(sheet: str, column: int, heading: Heading) -> ProposedColumn:
    letter = column_letters(column)
    return ProposedColumn(
        cell_key(sheet, letter),
        letter,
        heading.text,
        heading.role,
        heading.month,
        heading.is_cumulative,
        heading.scale,
    )


def _left_out_parts(table: Table) -> Iterator[LeftOut]:
    """Columns that are of no month of this year, and what stands below another heading."""
    if table.other_heading is not None:
        cell, text = address(*table.other_heading), table.sheet.cells[table.other_heading].text
        reason = "từ dòng này trở xuống có tiêu đề khác; chỉ lấy bảng phía trên"
        yield LeftOut(table.sheet.name, cell, text, reason)
    for column, heading in table.headings.items():
        if heading.is_left_out:
            cell = address(table.last_heading_row, column)
            reason = "cột của năm khác" if heading.year else "cột số không ghi tháng nào"
            yield LeftOut(table.sheet.name, cell, heading.text, reason)
