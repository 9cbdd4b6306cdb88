"""A department's own sheet: what the officer has said of it, what is kept of that, and asked still.

The engine in `workbooks.foreign` proposes and settles. Here a choice on the page becomes an answer,
and confirmed labels are remembered; how cells were read, `own_readings` keeps.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cchc_metrics import words
from cchc_metrics.access.roles import Visitor
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.mappings import Meaning, remembered
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workbooks.checking.numbers import cleaned
from cchc_metrics.workbooks.foreign.answers import (
    Answers,
    Asks,
    Correction,
    Question,
    Settled,
)
from cchc_metrics.workbooks.foreign.entries import meaning_in_force
from cchc_metrics.workbooks.foreign.proposal import (
    Choice,
    Hint,
    Proposal,
    ProposedRow,
    ProposedSheet,
    cell_key,
    month_of,
    parse_meaning,
)
from cchc_metrics.workbooks.foreign.questions import YES
from cchc_metrics.workbooks.foreign.terms import Role
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.reasons import NotDone, stated

# The issue that stands for each of them.
OPEN_QUESTION = "E40"


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
        for row in rows_of(self.proposal):
            meaning = self.settled.mappings.get(row.folded)
            said = self.answers.rows.get(row.key)
            if meaning is None or said is None:
                continue
            if said != meaning:
                torn.add(row.folded)
            found[row.folded] = Meaning(row.label, row.folded, meaning)
        return tuple(each for folded, each in found.items() if folded not in torn)


def question_words(question: Question) -> str:
    """Where, what is asked and what may be answered, in one line."""
    cells = words.joined(cell for cell in (question.cell, *question.also) if cell)
    place = f"Trang “{question.sheet}”" if question.sheet else "Cả tệp"
    offered = " / ".join(choice.words for choice in question.choices)
    where = f"{place}, ô {cells}" if cells else place
    return f"{where}: {question.text} [{offered}]" if offered else f"{where}: {question.text}"


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
        case Asks.COLUMN:
            others = [choice.code for choice in question.choices if choice.code != code]
            unused = dict.fromkeys(others, Role.OTHER.value)
            return replace(answers, columns={**answers.columns, **unused})


def typed_for(answers: Answers, question: Question, number: str, reason: str) -> Answers:
    """The answers with a number typed in place of the cell that is asked about.

    Raise NotDone without the number or the reason.
    """
    text = cleaned(number)
    if not text:
        raise NotDone("Chưa gõ số. Gõ số đúng và lý do rồi làm lại; chưa có gì thay đổi.")
    key = cell_key(question.sheet, question.cell)
    corrections = {**answers.corrections, key: Correction(text, stated(reason))}
    return replace(answers, corrections=corrections)


def meanings_offered(plan: Plan, own: OwnSheet) -> tuple[Choice, ...]:
    """What a row may be said to mean: indicators of the department, as far as it is known."""
    department = own.answers.department
    codes = {each.code for each in plan.indicators_of(department)} if department else None
    return tuple(
        choice
        for choice in own.proposal.choices
        if codes is None or parse_meaning(choice.code)[0] in codes
    )


def own_meaning(own: OwnSheet, sheet: ProposedSheet, row: ProposedRow) -> str:
    """What a row was said to mean, or else seems to; empty for nothing."""
    rows = {each.key: each for each in sheet.rows}
    meaning = meaning_in_force(row, rows, own.answers)
    return row.meaning if meaning is None else meaning


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


def rows_of(proposal: Proposal) -> Iterator[ProposedRow]:
    for sheet in proposal.sheets:
        yield from sheet.rows
