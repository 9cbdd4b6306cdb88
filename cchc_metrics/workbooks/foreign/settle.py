"""A proposal and the officer's answers -> checked figures, or what is still to be asked.

What is settled goes through the same checks as our own template (`checking.check.judge`), with the
file's own sheet and cell for every figure. Each open question is an error too, so that a sheet can
only be saved when nothing in it was guessed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workbooks.bursts import burst
from cchc_metrics.workbooks.checking.check import Checked, judge
from cchc_metrics.workbooks.checking.issues import Issue, quoted
from cchc_metrics.workbooks.checking.recognise import Table
from cchc_metrics.workbooks.foreign import questions as ask
from cchc_metrics.workbooks.foreign.answers import LEFT_OUT, Answers, Question, Settled, Trace
from cchc_metrics.workbooks.foreign.entries import entries, meaning_in_force
from cchc_metrics.workbooks.foreign.proposal import (
    LeftOut,
    Proposal,
    ProposedColumn,
    ProposedRow,
    ProposedSheet,
    month_of,
    parse_meaning,
)
from cchc_metrics.workbooks.foreign.settled_rows import SheetRows
from cchc_metrics.workbooks.foreign.tables import NUMBER_ROLES
from cchc_metrics.workbooks.foreign.terms import MatchKind, Role, Source


@burst()
def settle(
    proposal: Proposal, answers: Answers, plan: Plan, recorded: Iterable[Figure], today: date
) -> Settled:
    """Never guesses: what the answers leave open is asked, and blocks saving.

    `recorded` are the figures in force of the plan's year, of any department.
    """
    return _Settling(proposal, answers, plan, list(recorded), today).settled()


class _Settling:
    def __init__(
        self,
        proposal: Proposal,
        answers: Answers,
        plan: Plan,
        recorded: list[Figure],
        today: date,
    ) -> None:
        self._proposal = proposal
        self._answers = answers
        self._plan = plan
        self._recorded = recorded
        self._today = today
        self._questions: list[Question] = []
        self._left_out: list[LeftOut] = list(proposal.left_out)
        self._issues: list[Issue] = []
        self._traces: list[Trace] = []
        self._mappings: dict[str, str] = {}
        self._department = self._confirmed_department()
        self._indicators = {i.code: i for i in plan.indicators_of(self._department)}

    def settled(self) -> Settled:
        tables = [
            table
            for sheet in self._proposal.sheets
            if self._is_taken(sheet)
            for table in self._tables(sheet)
        ]
        months = self._plan.calendar.months
        judged = judge(tables, self._plan, self._department, months, self._recorded, self._today)
        return Settled(
            tuple(self._questions),
            replace(judged, issues=self._all_issues(judged)),
            tuple(self._traces),
            tuple(self._left_out),
            self._mappings,
        )

    def _all_issues(self, judged: Checked) -> tuple[Issue, ...]:
        """Open questions first; that figures are missing is no news while they are asked for."""
        asked = [ask.as_issue(question) for question in self._questions]
        blocked = asked or any(issue.code.startswith("E") for issue in self._issues)
        found = [i for i in judged.issues if not (blocked and i.code in ("E08", "W01", "W02"))]
        left_out = [Issue("N09", o.sheet, o.cell, quoted(o.text), o.reason) for o in self._left_out]
        macros = [Issue("N03", "", "", "")] if self._proposal.has_macros else []
        return (*asked, *self._issues, *found, *left_out, *macros)

    def _confirmed_department(self) -> str:
        known = {department.code for department in self._plan.reporting_departments}
        if self._answers.department in known:
            return str(self._answers.department)
        self._questions.append(ask.department_question(self._proposal, self._plan))
        return ""

    def _is_taken(self, sheet: ProposedSheet) -> bool:
        """Whether the sheet counts; one that names only another department has to be confirmed."""
        taken = self._answers.sheets.get(sheet.name)
        named = [hint for hint in sheet.departments if hint.source is not Source.FILE_NAME]
        others = named and all(hint.value != self._department for hint in named)
        if taken is None and self._department and others:
            self._questions.append(ask.sheet_question(sheet, named[0], self._plan))
            return False
        if taken is False:
            self._left_out.append(LeftOut(sheet.name, "", "", "trang không được chọn"))
        return taken is not False

    def _tables(self, sheet: ProposedSheet) -> Iterator[Table]:
        month = self._month(sheet)
        rows = self._confirmed_rows(sheet)
        self._left_out += sheet.left_out
        contradicts = self._asks_for_column(sheet) or self._is_of_another_month(sheet, month)
        if contradicts or not self._department or month is None:
            return
        year = self._plan.calendar.year
        found = entries(sheet, rows, self._indicators, month, year)
        own = [f for f in self._recorded if f.department == self._department]
        settled = SheetRows(sheet, self._answers, self._scales(sheet), own)
        yield settled.table(found)
        self._questions += settled.questions
        self._issues += settled.issues
        self._traces += settled.traces

    def _asks_for_column(self, sheet: ProposedSheet) -> bool:
        """Whether columns are the same part of the same month: it is asked which counts."""
        alike: dict[object, list[ProposedColumn]] = {}
        for column in sheet.columns:
            if column.role in NUMBER_ROLES:
                same = column.role, column.month if sheet.is_wide else None, column.is_cumulative
                alike.setdefault(same, []).append(column)
        rivals = [columns for columns in alike.values() if len(columns) > 1]
        self._questions += [ask.column_question(sheet, columns) for columns in rivals]
        return bool(rivals)

    def _is_of_another_month(self, sheet: ProposedSheet, month: ReportingMonth | None) -> bool:
        """E46 where the heading of the figures names another month than the confirmed one."""
        if sheet.is_wide or month is None:
            return False
        for column in sheet.columns:
            if column.role in NUMBER_ROLES and column.month not in (None, month.month):
                found, cell = quoted(column.heading), f"{column.letter}{sheet.header[1]}"
                self._issues.append(Issue("E46", sheet.name, cell, found, month.label))
                return True
        return False

    def _month(self, sheet: ProposedSheet) -> ReportingMonth | None:
        month = self._answers.months.get(sheet.name, self._answers.months.get(""))
        if month is not None and month.year == self._plan.calendar.year:
            return month
        if sheet.is_wide and self._says_the_year(sheet):
            return self._plan.calendar.months[0]
        self._questions.append(ask.month_question(sheet, self._plan))
        return None

    def _says_the_year(self, sheet: ProposedSheet) -> bool:
        years = {month.year for hint in sheet.months if (month := month_of(hint))}
        return years == {self._plan.calendar.year}

    def _confirmed_rows(self, sheet: ProposedSheet) -> dict[str, str]:
        """Meanings of the rows that count, by their keys; the others are asked or left out."""
        rows = {row.key: row for row in sheet.rows}
        confirmed: dict[str, str] = {}
        for row in sheet.rows:
            meaning = meaning_in_force(row, rows, self._answers)
            if meaning is None:
                if row.match is MatchKind.NEAR:
                    self._questions.append(ask.row_question(sheet, row))
            elif self._is_reported(meaning):
                confirmed[row.key] = meaning
                self._remember(row, meaning)
            else:
                self._leave_out(sheet, row, meaning)
        return confirmed

    def _is_reported(self, meaning: str) -> bool:
        return parse_meaning(meaning)[0] in self._indicators

    def _remember(self, row: ProposedRow, meaning: str) -> None:
        if row.folded and self._answers.rows.get(row.key) == meaning:
            self._mappings[row.folded] = meaning

    def _leave_out(self, sheet: ProposedSheet, row: ProposedRow, meaning: str) -> None:
        if self._answers.rows.get(row.key) == LEFT_OUT:
            reason = "dòng được chọn không lấy"
            self._remember(row, LEFT_OUT)
        elif row.match is MatchKind.REMEMBERED and not row.meaning:
            reason = "đã xác nhận trước đây là không lấy"
        elif meaning and self._department:
            reason = "chỉ tiêu của đơn vị khác"
        elif meaning:
            return  # not known before the department is
        else:
            reason = "không khớp chỉ tiêu nào của kế hoạch"
        self._left_out.append(LeftOut(sheet.name, row.address, row.label, reason))

    def _scales(self, sheet: ProposedSheet) -> dict[str, int]:
        """By column letter, what its figures are multiplied with once that is confirmed."""
        scales: dict[str, int] = {}
        for column in sheet.columns:
            if column.scale == 1 or column.role not in NUMBER_ROLES - {Role.RATE}:
                continue
            answer = self._answers.scales.get(column.key)
            if answer is None:
                self._questions.append(ask.scale_question(sheet, column))
            scales[column.letter] = column.scale if answer else 1
        return scales
