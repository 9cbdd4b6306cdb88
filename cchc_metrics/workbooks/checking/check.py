"""Checks a read workbook against the plan and the record: figures out, and every issue at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cchc_metrics import words
from cchc_metrics.plan.figures import Figure, PlacedFigure
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.plan.progress import SentProgress
from cchc_metrics.workbooks.checking.history import history_issues
from cchc_metrics.workbooks.checking.identity import Expected, identify, not_over
from cchc_metrics.workbooks.checking.issues import Issue, quoted
from cchc_metrics.workbooks.checking.milestones import read_milestones
from cchc_metrics.workbooks.checking.recognise import Row, Table, recognise
from cchc_metrics.workbooks.checking.rows import MonthRow, ReadRows, read_rows
from cchc_metrics.workbooks.checking.rule import Severity
from cchc_metrics.workbooks.grid import Book
from cchc_metrics.workbooks.layout import MILESTONE_SHEET, Form


@dataclass(frozen=True)
class Checked:
    """What a workbook gives: figures of the good rows, and its issues in reading order.

    With an error among the issues nothing may be stored. `months` are those with figures; `rows`
    all of the department; `milestones` what its sheet of milestones reports.
    """

    department: str
    months: tuple[ReportingMonth, ...]
    figures: tuple[PlacedFigure, ...]
    issues: tuple[Issue, ...]
    rows: tuple[MonthRow, ...] = ()
    milestones: tuple[SentProgress, ...] = ()

    @property
    def errors(self) -> tuple[Issue, ...]:
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Issue, ...]:
        return self._of(Severity.WARNING)

    @property
    def notes(self) -> tuple[Issue, ...]:
        return self._of(Severity.NOTE)

    def _of(self, severity: Severity) -> tuple[Issue, ...]:
        return tuple(issue for issue in self.issues if issue.severity is severity)


def check(
    book: Book, plan: Plan, expected: Expected, recorded: Iterable[Figure], today: date
) -> Checked:
    """Everything that is wrong with a department's workbook, and the figures it gives.

    `recorded` are the figures in force of the plan's year, of any department.
    """
    table = recognise(book)
    if table is None:
        return Checked("", (), (), (Issue("E01", "", "", _sheets_found(book)),))
    identity = identify(table, plan, expected, today)
    notes = _book_notes(book, table)
    if not identity.is_settled or not identity.months:
        return Checked(identity.department, (), (), (*identity.issues, *notes))
    judged = judge((table,), plan, identity.department, identity.months, recorded, today)
    done = read_milestones(book, plan, identity.department, today)
    issues = (*identity.issues, *judged.issues, *done.issues, *notes)
    return replace(judged, issues=issues, milestones=done.reports)


def judge(
    tables: Sequence[Table],
    plan: Plan,
    department: str,
    months: tuple[ReportingMonth, ...],
    recorded: Iterable[Figure],
    today: date,
) -> Checked:
    """The figures of a department's tables, and what is wrong with their rows."""
    own = [figure for figure in recorded if figure.department == department]
    read = [(table, read_rows(table, plan, department, months)) for table in tables]
    figures = tuple(figure for _, rows in read for figure in rows.figures)
    issues = [
        *(issue for _, rows in read for issue in rows.issues),
        *_missing(read, plan, department),
        *(issue for table, rows in read for issue in _kept_months(table, rows, own)),
        *(issue for table, rows in read for issue in _not_over(table, plan, rows, today)),
        *history_issues(figures, own, plan),
    ]
    reported = tuple(sorted({placed.figure.month for placed in figures}))
    rows = tuple(row for _, of_table in read for row in of_table.rows)
    return Checked(department, reported, figures, tuple(issues), rows)


def _sheets_found(book: Book) -> str:
    names = words.joined(quoted(sheet.name) for sheet in book.sheets if sheet.visible)
    return f"tệp có trang {names}" if names else "tệp không có trang nào"


def _missing(read: Sequence[tuple[Table, ReadRows]], plan: Plan, department: str) -> list[Issue]:
    """E08 for tables without any figure; W01 and W02 for what they leave out of a month."""
    first = read[0][0].sheet if read else ""
    months = {placed.figure.month for _, rows in read for placed in rows.figures}
    if not months:
        has_errors = any(i.severity is Severity.ERROR for _, rows in read for i in rows.issues)
        return [] if has_errors else [Issue("E08", first, "", "bảng còn trống")]
    left_blank = [
        _left_blank(each.sheet, each.row, each.month)
        for _, rows in read
        for each in rows.blank
        if each.month in months
    ]
    present = {row.code for table, _ in read for row in table.rows}
    return left_blank + [
        Issue("W02", first, "", f"thiếu {i.code} {quoted(i.name)}", "", i.code)
        for i in plan.indicators_of(department)
        if i.code not in present
    ]


def _kept_months(table: Table, read: ReadRows, own: Iterable[Figure]) -> list[Issue]:
    """N05 for each month that a year form leaves blank although figures of it are recorded."""
    filled = {placed.figure.month for placed in read.figures}
    first_cells: dict[ReportingMonth, str] = {}
    for each in read.blank:
        first_cells.setdefault(each.month, each.row.numerator.address)
    recorded = {figure.month for figure in own}
    return [
        Issue("N05", table.sheet, first_cells[month], f"ô trống ({month.label})")
        for month in sorted(recorded & first_cells.keys() - filled)
        if read.figures
    ]


def _left_blank(sheet: str, row: Row, month: ReportingMonth) -> Issue:
    """W01, or only a note where the row itself gives the reason."""
    found = f"ô trống ({row.code}, {month.label})"
    if row.note:
        return Issue("N04", sheet, row.numerator.address, found, quoted(row.note), row.code)
    return Issue("W01", sheet, row.numerator.address, found, "", row.code)


def _not_over(table: Table, plan: Plan, read: ReadRows, today: date) -> list[Issue]:
    """E09 or W07 at the first figure of every month of a year form that is not over."""
    first_cells: dict[ReportingMonth, str] = {}
    for placed in read.figures:
        first_cells.setdefault(placed.figure.month, placed.numerator_cell)
    if table.form is Form.MONTH:
        return []  # its one month is judged with its stamp
    return [
        issue
        for month, cell in sorted(first_cells.items())
        for issue in not_over(table.sheet, cell, plan, month, today)
    ]


def _book_notes(book: Book, table: Table) -> list[Issue]:
    unread = [name for name in table.unread_sheets if name != MILESTONE_SHEET]
    notes = [Issue("N02", name, "", "") for name in unread]
    return notes + ([Issue("N03", "", "", "")] if book.has_macros else [])
