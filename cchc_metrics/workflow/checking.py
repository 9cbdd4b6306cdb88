"""An opened book on its way to figures: our own form, or a sheet of the department's making.

What the officer answered or typed in place of a cell counts as if the file said so; nothing of it
is stored here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cchc_metrics.access.roles import Visitor
from cchc_metrics.plan.figures import Figure
from cchc_metrics.store.in_force import figures_in_force
from cchc_metrics.workbooks.amending import amended
from cchc_metrics.workbooks.checking.check import Checked, check
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workbooks.foreign.answers import Answers
from cchc_metrics.workbooks.foreign.propose import is_foreign, propose
from cchc_metrics.workbooks.foreign.settle import settle
from cchc_metrics.workbooks.grid import Book
from cchc_metrics.workflow.amending import (
    FixableRow,
    blocked_rows,
    fixable_rows,
    of_rows,
    with_readings,
)
from cchc_metrics.workflow.foreign import (
    OwnSheet,
    known_meanings,
    with_choices,
    with_explicit_choices,
)
from cchc_metrics.workflow.notes import with_own_notes
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.own_readings import with_own_readings

NO_ANSWERS = Answers()


@dataclass(frozen=True)
class Sending:
    """Who sends, and what was said of the file: choices beside it, and answers about it.

    `is_explicit`: department and month were typed for this very file, not chosen for all of a page.
    """

    visitor: Visitor
    expected: Expected
    answers: Answers = NO_ANSWERS
    is_explicit: bool = False


@dataclass(frozen=True)
class CheckedBook:
    """Figures and issues; `rows` are the cells that can be put right in place, or were."""

    checked: Checked
    rows: tuple[FixableRow, ...]
    own_sheet: OwnSheet | None = None


def recorded_figures(office: Office) -> list[Figure]:
    """What counts of the plan's year, of all departments."""
    year = office.plan.calendar.year
    return [placed.figure for placed in figures_in_force(office.engine, office.commune, year)]


def checked_book(
    office: Office, book: Book, file_name: str, sending: Sending, today: date
) -> CheckedBook:
    recorded = recorded_figures(office)
    if is_foreign(book):
        found = _own_sheet(office, book, file_name, sending, recorded, today)
        if found is not None:
            return found
    return _template(office, book, sending, recorded, today)


def _template(
    office: Office, book: Book, sending: Sending, recorded: Sequence[Figure], today: date
) -> CheckedBook:
    """The form as it was amended; the rows still tell what the file says."""
    plan, expected = office.plan, sending.expected
    checked = check(book, plan, expected, recorded, today)
    corrections = of_rows(checked, sending.answers.corrections)
    if corrections:
        checked = check(amended(book, corrections), plan, expected, recorded, today)
        checked = replace(checked, figures=with_readings(checked, book, corrections))
    rows = fixable_rows(plan, checked, book, corrections)
    return CheckedBook(with_own_notes(checked, recorded), rows)


def _own_sheet(
    office: Office,
    book: Book,
    file_name: str,
    sending: Sending,
    recorded: Sequence[Figure],
    today: date,
) -> CheckedBook | None:
    """None for a book without any table: there is nothing to ask about."""
    plan, answers = office.plan, sending.answers
    first = propose(book, plan, file_name, columns=answers.columns)
    if not first.sheets:
        return None
    answers = (
        with_explicit_choices(answers, first, sending.expected)
        if sending.is_explicit
        else with_choices(answers, first, sending.expected, sending.visitor)
    )
    known = known_meanings(office, answers.department)
    proposal = propose(book, plan, file_name, known, answers.columns) if known else first
    settled = settle(proposal, answers, plan, recorded, today)
    own = OwnSheet(proposal, answers, settled)
    checked = replace(settled.checked, figures=with_own_readings(own, book))
    corrections = answers.corrections
    rows = fixable_rows(plan, checked, book, corrections)
    return CheckedBook(checked, (*rows, *blocked_rows(checked, book, corrections)), own)
