"""Reads and judges the sheet of milestones: what each row reports, or the problems in its way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cchc_metrics import words
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.progress import (
    LONGEST_DOCUMENT,
    LONGEST_EVIDENCE,
    ProgressState,
    SentProgress,
)
from cchc_metrics.workbooks import layout
from cchc_metrics.workbooks.checking.issues import Issue, quoted
from cchc_metrics.workbooks.checking.numbers import cleaned
from cchc_metrics.workbooks.grid import Book, Cell, CellKind, Sheet, address
from cchc_metrics.workbooks.template.milestone_form import led_by

_LAST_HEADER_ROW = 40
_LONGEST = {layout.DOCUMENT: LONGEST_DOCUMENT, layout.EVIDENCE: LONGEST_EVIDENCE}
_TYPED = (layout.STATE, layout.DONE_ON, layout.DOCUMENT, layout.EVIDENCE)


@dataclass(frozen=True)
class ReadMilestones:
    """What the good rows report, and the issues of all."""

    reports: tuple[SentProgress, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class _Row:
    """The cells of a row by their column's words."""

    sheet: str
    number: int
    columns: Mapping[str, int]
    cells: Mapping[str, Cell | None]

    def text(self, word: str) -> str:
        cell = self.cells.get(word)
        return "" if cell is None else cleaned(cell.text)

    def issue(self, code: str, word: str, expected: str = "") -> Issue:
        at = address(self.number, self.columns[word])
        shown = quoted(self.text(word)) if self.text(word) else "ô trống"
        return Issue(code, self.sheet, at, shown, expected, self.text(layout.MILESTONE_CODE))


def read_milestones(book: Book, plan: Plan, department: str, today: date) -> ReadMilestones:
    """What a department's sheet of milestones reports; nothing for a book without one.

    A row without a state and anything else typed reports nothing.
    """
    sheet = next((s for s in book.sheets if s.visible and _is_ours(s)), None)
    if sheet is None:
        return ReadMilestones()
    own = {milestone.code for milestone in led_by(plan, department)}
    reports: list[SentProgress] = []
    issues: list[Issue] = []
    for row in _rows(sheet):
        problems = list(_problems(row, own, {report.milestone for report in reports}, today))
        issues += problems
        if not problems and row.text(layout.STATE):
            reports.append(_report(row))
    return ReadMilestones(tuple(reports), tuple(issues))


def told_by_sheet(book: Book) -> dict[str, SentProgress]:
    """What a sheet of milestones says, by their codes, whatever the plan asks for today."""
    sheet = next((s for s in book.sheets if s.visible and _is_ours(s)), None)
    rows = [] if sheet is None else [row for row in _rows(sheet) if _state(row) is not None]
    return {row.text(layout.MILESTONE_CODE): _report(row) for row in reversed(rows)}


def _is_ours(sheet: Sheet) -> bool:
    return sheet.name == layout.MILESTONE_SHEET and _header(sheet) is not None


def _header(sheet: Sheet) -> int | None:
    """The row that has the words of all our columns that are typed into."""
    for row in range(1, min(sheet.last_row, _LAST_HEADER_ROW) + 1):
        if {layout.MILESTONE_CODE, *_TYPED} <= _columns(sheet, row).keys():
            return row
    return None


def _columns(sheet: Sheet, row: int) -> dict[str, int]:
    cells = ((column, sheet.cell(row, column)) for column in range(1, sheet.last_column + 1))
    return {cleaned(cell.text): column for column, cell in cells if cell is not None}


def _rows(sheet: Sheet) -> Iterator[_Row]:
    """The rows below the header in which something is typed."""
    header = _header(sheet)
    assert header is not None, "only a sheet of ours is read"
    columns = _columns(sheet, header)
    for number in range(header + 1, sheet.last_row + 1):
        cells = {word: sheet.cell(number, column) for word, column in columns.items()}
        row = _Row(sheet.name, number, columns, cells)
        if any(row.text(word) for word in _TYPED):
            yield row


def _problems(row: _Row, own: set[str], before: set[str], today: date) -> Iterator[Issue]:
    code, state = row.text(layout.MILESTONE_CODE), _state(row)
    if code not in own:
        yield row.issue("E50", layout.MILESTONE_CODE, words.joined(sorted(own)) or "không có")
    elif code in before:
        yield row.issue("E51", layout.MILESTONE_CODE)
    if state is None:
        yield row.issue("E52", layout.STATE, words.joined(s.label for s in ProgressState))
    if state is ProgressState.DONE:
        yield from _unproved(row, today)
    for word, longest in _LONGEST.items():
        if len(row.text(word)) > longest:
            yield row.issue("E56", word, words.number(longest))


def _unproved(row: _Row, today: date) -> Iterator[Issue]:
    done_on = _day(row.cells.get(layout.DONE_ON))
    if done_on is None:
        yield row.issue("E53", layout.DONE_ON)
    elif done_on > today:
        yield row.issue("E54", layout.DONE_ON, words.day(today))
    if not row.text(layout.DOCUMENT) and not row.text(layout.EVIDENCE):
        yield row.issue("E55", layout.EVIDENCE)


def _report(row: _Row) -> SentProgress:
    state = _state(row)
    assert state is not None, "a row with a wrong state has a problem"
    done_on = _day(row.cells.get(layout.DONE_ON)) if state is ProgressState.DONE else None
    return SentProgress(
        row.text(layout.MILESTONE_CODE),
        state,
        done_on,
        row.text(layout.DOCUMENT),
        row.text(layout.EVIDENCE),
    )


def _state(row: _Row) -> ProgressState | None:
    labels = {state.label.casefold(): state for state in ProgressState}
    return labels.get(row.text(layout.STATE).casefold())


def _day(cell: Cell | None) -> date | None:
    """A cell that is a day, or text of the form 9/4/2026."""
    if cell is None:
        return None
    try:
        if cell.kind is CellKind.DATE:
            return date.fromisoformat(cell.text[:10])
        return datetime.strptime(cleaned(cell.text), "%d/%m/%Y").date()
    except ValueError:
        return None
