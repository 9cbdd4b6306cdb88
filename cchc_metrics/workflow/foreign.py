"""A department's own sheet: what the officer has said of it, what is kept of that, and asked still.

The engine in `workbooks.foreign` proposes and settles. Here a choice on the page becomes an answer,
answers become readings that are kept with the figures, and confirmed labels are remembered.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cchc_metrics.access.roles import Visitor
from cchc_metrics.plan.figures import CellReading, PlacedFigure, ReadAs
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.mappings import Meaning, remembered
from cchc_metrics.workbooks.amending import cell_of, raw_text
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workbooks.checking.numbers import read_count
from cchc_metrics.workbooks.foreign.answers import Answers, Asks, Question, Settled, Trace
from cchc_metrics.workbooks.foreign.entries import meaning_in_force
from cchc_metrics.workbooks.foreign.proposal import (
    Hint,
    Proposal,
    ProposedRow,
    ProposedSheet,
    cell_key,
    month_of,
    parse_meaning,
)
from cchc_metrics.workbooks.foreign.questions import YES
from cchc_metrics.workbooks.foreign.terms import MatchKind
from cchc_metrics.workbooks.grid import Book
from cchc_metrics.workflow.office import Office

_MATCHED = {
    MatchKind.CODE: "khớp mã chỉ tiêu",
    MatchKind.NAME: "khớp tên chỉ tiêu",
    MatchKind.REMEMBERED: "đã xác nhận từ lần trước",
    MatchKind.CONTEXT: "thuộc chỉ tiêu ở dòng trên",
}
_CONFIRMED = "người gửi xác nhận"
_OF_PAIR = "ghi cùng ô với tử số"


@dataclass(frozen=True)
class OwnSheet:
    """What a department's own book seems to say, what was answered, and what came of it."""

    proposal: Proposal
    answers: Answers
    settled: Settled

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """Labels whose meaning the officer confirmed, but those with two meanings in one book."""
        found: dict[str, Meaning] = {}
        torn: set[str] = set()
        for row in _rows(self.proposal):
            meaning = self.settled.mappings.get(row.folded)
            said = self.answers.rows.get(row.key)
            if meaning is None or said is None:
                continue
            if said != meaning:
                torn.add(row.folded)
            found[row.folded] = Meaning(row.label, row.folded, meaning)
        return tuple(each for folded, each in found.items() if folded not in torn)


def answered(answers: Answers, question: Question, code: str) -> Answers:
    """The answers with one more: the code of a choice that the question offers."""
    key, is_yes = question.key, code == YES
    match question.asks:
        case Asks.DEPARTMENT:
            return replace(answers, department=code)
        case Asks.MONTH:
            return replace(answers, months={**answers.months, key: ReportingMonth.parse(code)})
        case Asks.ROW:
            return replace(answers, rows={**answers.rows, key: code})
        case Asks.READING:
            return replace(answers, readings={**answers.readings, key: code})
        case Asks.CUMULATIVE:
            return replace(answers, cumulative={**answers.cumulative, key: is_yes})
        case Asks.SCALE:
            return replace(answers, scales={**answers.scales, key: is_yes})
        case Asks.SHEET:
            return replace(answers, sheets={**answers.sheets, key: is_yes})


def known_meanings(office: Office, department: str | None) -> dict[str, str]:
    """What a department's labels were confirmed to mean: folded label -> meaning."""
    if department is None:
        return {}
    found = remembered(office.engine, office.commune, (department,))
    return {each.folded: each.meaning for each in found}


def with_choices(
    answers: Answers, proposal: Proposal, expected: Expected, visitor: Visitor
) -> Answers:
    """The answers, with the choices beside the file where the file itself says the same.

    Where it says something else, or nothing, that is asked. An officer who may send for one
    department only is asked for no other.
    """
    department = answers.department or _department(proposal, expected, visitor)
    months = dict(answers.months)
    for sheet in proposal.sheets:
        found = _first_month(sheet)
        if not sheet.is_wide and found is not None and found == expected.month:
            months.setdefault(sheet.name, found)
    return replace(answers, department=department, months=months)


def with_explicit_choices(answers: Answers, proposal: Proposal, expected: Expected) -> Answers:
    """The same where the choices were typed for this very file: silence contradicts nothing."""
    department, months = answers.department, dict(answers.months)
    if _named(proposal.departments) in (None, expected.department):
        department = department or expected.department
    for sheet in proposal.sheets:
        if expected.month and _first_month(sheet) in (None, expected.month):
            months.setdefault(sheet.name, expected.month)
    return replace(answers, department=department, months=months)


def with_own_readings(own: OwnSheet, book: Book) -> tuple[PlacedFigure, ...]:
    """The figures, each with how its cells were read and which label named its indicator."""
    return tuple(
        replace(placed, readings=tuple(_readings(own, book, placed)))
        for placed in own.settled.checked.figures
    )


def _department(proposal: Proposal, expected: Expected, visitor: Visitor) -> str | None:
    chosen = expected.department
    if chosen is None:
        return None
    is_only_one = visitor.department == chosen
    return chosen if is_only_one or _named(proposal.departments) == chosen else None


def _named(hints: Iterable[Hint]) -> str | None:
    return next((hint.value for hint in hints), None)


def _first_month(sheet: ProposedSheet) -> ReportingMonth | None:
    return next((month for hint in sheet.months if (month := month_of(hint))), None)


def _rows(proposal: Proposal) -> Iterator[ProposedRow]:
    for sheet in proposal.sheets:
        yield from sheet.rows


def _readings(own: OwnSheet, book: Book, placed: PlacedFigure) -> Iterator[CellReading]:
    figure = placed.figure
    traces = [
        trace
        for trace in own.settled.traces
        if (trace.indicator, trace.month, trace.sheet)
        == (figure.indicator, figure.month, placed.sheet)
    ]
    cells = dict.fromkeys(trace.cell for trace in traces)
    for cell in cells:
        yield from _of_cell(own, book, [trace for trace in traces if trace.cell == cell])
    yield from _labels(own, book, placed, set(cells))


def _of_cell(own: OwnSheet, book: Book, traces: list[Trace]) -> Iterator[CellReading]:
    """One cell gives one number, or numerator and denominator of "12/15"."""
    first = traces[0]
    raw = raw_text(book, first.sheet, first.cell)
    read = "/".join(str(trace.read) for trace in traces)
    if first.correction:
        yield CellReading(first.sheet, first.cell, ReadAs.TYPED, raw, read, first.correction)
    elif first.how or not _says(book, first):
        kind = ReadAs.CHOSEN if _is_chosen(own, first) else ReadAs.RULE
        why = first.how or _OF_PAIR
        yield CellReading(first.sheet, first.cell, kind, raw, read, why)
    if any(trace.minus for trace in traces):
        value = "/".join(str(trace.value) for trace in traces)
        minus = "/".join(str(trace.minus) for trace in traces)
        why = f"lũy kế {read} trừ {minus} của các tháng trước"
        yield CellReading(first.sheet, first.cell, ReadAs.TOTAL, raw, value, why)


def _says(book: Book, trace: Trace) -> bool:
    """Whether the cell itself says the number, without any rule of this part."""
    return read_count(cell_of(book, trace.sheet, trace.cell)).value == trace.read


def _is_chosen(own: OwnSheet, trace: Trace) -> bool:
    keys = {
        key
        for row in _rows(own.proposal)
        for number in row.numbers
        if number.key == cell_key(trace.sheet, trace.cell)
        for key in (number.key, number.group)
    }
    return not keys.isdisjoint(own.answers.readings)


def _labels(
    own: OwnSheet, book: Book, placed: PlacedFigure, cells: set[str]
) -> Iterator[CellReading]:
    """The rows that the figure's cells stand in, and the row above that names their indicator."""
    sheet = next(each for each in own.proposal.sheets if each.name == placed.sheet)
    rows = {row.key: row for row in sheet.rows}
    own_rows = [row for row in sheet.rows if any(n.address in cells for n in row.numbers)]
    above = [rows[row.parent] for row in own_rows if row.parent in rows]
    for row in {each.key: each for each in [*above, *own_rows]}.values():
        meaning = meaning_in_force(row, rows, own.answers) or ""
        if parse_meaning(meaning)[0] == placed.figure.indicator:
            raw = raw_text(book, sheet.name, row.address)
            why = _CONFIRMED if row.key in own.answers.rows else _MATCHED.get(row.match, _CONFIRMED)
            yield CellReading(sheet.name, row.address, ReadAs.LABEL, raw, meaning, why)
