"""The confirmed entries of one sheet -> rows as our own template has them, ready to be checked.

Each number stands in a cell at its own address in the office's file. On the way it is noted how it
was read, what was subtracted from a running total and what was typed in place of the file's.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from cchc_metrics import words
from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.model import Kind
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workbooks.checking.issues import Issue, quoted
from cchc_metrics.workbooks.checking.recognise import PlacedCell, Row, Table
from cchc_metrics.workbooks.foreign import questions as ask
from cchc_metrics.workbooks.foreign.answers import Answers, Question, Trace
from cchc_metrics.workbooks.foreign.entries import Entry
from cchc_metrics.workbooks.foreign.proposal import ProposedNumber, ProposedSheet
from cchc_metrics.workbooks.foreign.running_totals import earlier
from cchc_metrics.workbooks.foreign.terms import Part
from cchc_metrics.workbooks.foreign.values import Value, value_of
from cchc_metrics.workbooks.grid import Cell, CellKind
from cchc_metrics.workbooks.layout import Form

_COLUMN_LETTERS = re.compile(r"[A-Z]+")
_COUNTED = (Part.NUMERATOR, Part.DENOMINATOR)

Values = Mapping[tuple[ReportingMonth, Part], Value]


class SheetRows:
    """Gathers questions, issues and traces while the table is made."""

    def __init__(
        self,
        sheet: ProposedSheet,
        answers: Answers,
        scales: Mapping[str, int],
        recorded: Iterable[Figure],
    ) -> None:
        self._sheet = sheet
        self._answers = answers
        self._scales = scales
        self._recorded = list(recorded)
        self._questions: dict[str, Question] = {}
        self.issues: list[Issue] = []
        self.traces: list[Trace] = []

    @property
    def questions(self) -> list[Question]:
        """One for cells that one answer settles."""
        return list(self._questions.values())

    def table(self, entries: Iterable[Entry]) -> Table:
        rows: list[Row] = []
        for entry in entries:
            values = self._values(entry)
            rows += [
                row
                for month in entry.months
                if (row := self._row(entry, month, values)) is not None
            ]
        return Table(Form.YEAR, self._sheet.name, tuple(rows), (), ())

    def _values(self, entry: Entry) -> Values:
        """The parts' values; a count has but one, and "12/15" in one cell gives both."""
        unit = entry.indicator.unit
        values: dict[tuple[ReportingMonth, Part], Value] = {}
        for (month, part), number in entry.parts.items():
            value = value_of(number, part, unit, self._answers)
            if part is Part.WHOLE and (
                entry.indicator.kind is Kind.COUNT or value.whole is not None
            ):
                part = Part.NUMERATOR
            values[month, part] = self._scaled(value, number)
        for (month, part), value in list(values.items()):
            below = values.get((month, Part.DENOMINATOR), Value())
            if value.whole is not None and part is Part.NUMERATOR and not below.is_open:
                agrees = below.number in (None, value.whole)
                values[month, Part.DENOMINATOR] = Value(value.whole, is_open=not agrees)
        return values

    def _scaled(self, value: Value, number: ProposedNumber) -> Value:
        match = _COLUMN_LETTERS.match(number.address)
        by = self._scales.get(match[0], 1) if match else 1
        if by == 1 or value.number is None or value.correction:
            return value
        how = f"{words.number(value.number)} nhân với {words.number(by)}"
        return Value(value.number * by, how=how)

    def _row(self, entry: Entry, month: ReportingMonth, values: Values) -> Row | None:
        """None while something of it has to be asked or put right."""
        if self._is_blocked(entry, month, values):
            return None
        numerator, denominator = (self._counted(entry, month, part, values) for part in _COUNTED)
        if numerator is None or denominator is None:
            return None
        hows = (values[month, part].how for part in Part if (month, part) in values)
        return Row(
            code=entry.indicator.code,
            code_cell=entry.row.address,
            month=month.month,
            numerator=numerator,
            denominator=denominator,
            stated=self._stated(entry, month),
            note=entry.row.note or ("" if numerator.cell else "; ".join(filter(None, hows))),
        )

    def _is_blocked(self, entry: Entry, month: ReportingMonth, values: Values) -> bool:
        """Ask, or say, what keeps the figures of a month from being taken."""
        of_month = {part: values[month, part] for part in Part if (month, part) in values}
        blocked = False
        for part, value in of_month.items():
            number = entry.part(month, part) or entry.part(month, Part.WHOLE)
            if number is not None and (value.is_open or value.problem):
                self._stop(entry, number, value)
                blocked = True
        whole = of_month.get(Part.WHOLE, Value())
        if whole.number is not None and not any(part in of_month for part in _COUNTED):
            number = entry.parts[month, Part.WHOLE]
            parts = f"{entry.indicator.numerator}; {entry.indicator.denominator}"
            self._add("E44", entry, number, quoted(number.raw), parts)
            blocked = True
        return self._asks_for_totals(entry, of_month) or blocked

    def _stop(self, entry: Entry, number: ProposedNumber, value: Value) -> None:
        if value.problem:
            typed = self._answers.corrections[number.key].text
            self._add(value.problem, entry, number, quoted(typed))
        else:
            asked = self._questions.get(number.group)
            self._questions[number.group] = (
                ask.reading_question(self._sheet, number)
                if asked is None
                else replace(asked, also=(*asked.also, number.address))
            )

    def _asks_for_totals(self, entry: Entry, of_month: Mapping[Part, Value]) -> bool:
        """Whether it is still open if these figures are running totals."""
        if not self._may_be_totals(entry) or self._sheet.name in self._answers.cumulative:
            return False
        if all(value.number is None for value in of_month.values()):
            return False
        question = ask.cumulative_question(self._sheet)
        self._questions.setdefault(f"{question.asks}:{question.key}", question)
        return True

    def _may_be_totals(self, entry: Entry) -> bool:
        """A state at a date is reported as it is, whatever the heading says."""
        return bool(self._sheet.cumulative) and entry.indicator.kind is not Kind.STOCK

    def _counted(
        self, entry: Entry, month: ReportingMonth, part: Part, values: Values
    ) -> PlacedCell | None:
        """The cell of a numerator or denominator; None where a total cannot be turned into one."""
        value = values.get((month, part), Value())
        number = entry.part(month, part) or entry.part(month, Part.WHOLE)
        number = number or entry.part(month, Part.NUMERATOR)
        if number is None:
            return PlacedCell(None, entry.row.address)
        if value.number is None:
            if value.how:
                self._add("N06", entry, number, quoted(number.raw), value.how)
            return PlacedCell(None, number.address, number.is_hidden)
        minus = self._minus(entry, month, part, values)
        if minus is None:
            return None
        self._trace(entry, month, number, value, minus)
        cell = Cell(CellKind.NUMBER, str(value.number - minus))
        return PlacedCell(cell, number.address, number.is_hidden)

    def _minus(self, entry: Entry, month: ReportingMonth, part: Part, values: Values) -> int | None:
        """What the months before have of a running total; 0 where the figure is the month's own."""
        if not (self._may_be_totals(entry) and self._answers.cumulative.get(self._sheet.name)):
            return 0
        totals = {
            m: value.number
            for (m, p), value in values.items()
            if p is part and value.number is not None
        }
        code, since = entry.indicator.code, self._sheet.cumulative_from
        before = earlier(code, part, month, since, totals, self._recorded)
        number = entry.part(month, part) or entry.parts[month, Part.NUMERATOR]
        if before.missing:
            self._add("E41", entry, number, words.number(totals[month]), before.missing_words)
        elif before.total > totals[month]:
            self._add("E42", entry, number, words.number(totals[month]), words.number(before.total))
        else:
            return before.total
        return None

    def _trace(
        self, entry: Entry, month: ReportingMonth, number: ProposedNumber, value: Value, minus: int
    ) -> None:
        assert value.number is not None
        left = value.number - minus
        if value.correction:
            corrected = f"{words.number(value.number)} ({value.correction})"
            self._add("N08", entry, number, quoted(number.raw), corrected)
        elif value.how:
            self._add("N01", entry, number, quoted(number.raw), words.number(value.number))
        if minus:
            sum_ = f"{words.number(value.number)} - {words.number(minus)} = {words.number(left)}"
            self._add("N07", entry, number, words.number(value.number), sum_)
        self.traces.append(
            Trace(
                sheet=self._sheet.name,
                cell=number.address,
                indicator=entry.indicator.code,
                month=month,
                raw=number.raw,
                read=value.number,
                value=left,
                how=value.how,
                minus=minus,
                correction=value.correction,
            )
        )

    def _stated(self, entry: Entry, month: ReportingMonth) -> PlacedCell:
        """The rate beside the parts, to be compared with them; that of a running total is not."""
        number = entry.part(month, Part.RATE)
        if number is None or self._may_be_totals(entry):
            return PlacedCell(None, "")
        return PlacedCell(number.cell, number.address, number.is_hidden)

    def _add(
        self, code: str, entry: Entry, number: ProposedNumber, found: str, expected: str = ""
    ) -> None:
        issue = Issue(code, self._sheet.name, number.address, found, expected, entry.indicator.code)
        self.issues.append(issue)
