"""What the board shows: the scored plan, who has sent, and where each figure comes from."""

from collections import Counter
from datetime import date

import pandas as pd

from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod, scope
from cchc_metrics.scoring.receipts import submission_states
from cchc_metrics.scoring.scorecard import Scorecard, score
from cchc_metrics.store.history import (
    SentFigure,
    SubmissionEntry,
    sent_figures,
    submission_history,
)
from cchc_metrics.store.in_force import figures_in_force, receipts
from cchc_metrics.workflow.judging.in_force import plan_in_force
from cchc_metrics.workflow.office import Office, last_closed_month


def scorecard(
    office: Office, period: ReportPeriod, as_of: ReportingMonth, today: date
) -> Scorecard:
    """The plan in force judged over a period as it was known at a month."""
    years = (as_of.year - 1, as_of.year)
    figures = [
        placed.figure
        for year in years
        for placed in figures_in_force(office.engine, office.commune, year)
    ]
    sent = receipts(office.engine, office.commune, as_of.year)
    return score(plan_in_force(office), figures, sent, scope(period, as_of), today)


def figures(office: Office, as_of: ReportingMonth) -> tuple[Figure, ...]:
    """The figures of the year up to a month that count, by month, department and indicator."""
    placed = figures_in_force(office.engine, office.commune, as_of.year, as_of.month)
    return tuple(one.figure for one in placed)


def uncounted(office: Office, as_of: ReportingMonth) -> dict[tuple[str, str], int]:
    """Of how many months figures stand in the record that the plan asks nobody for any more.

    By department and indicator, as codes. Whoever takes a department off an indicator, or out of
    the plan, changes numbers that were shown before; a plan file alone cannot know it.
    """
    asked = {
        (department.code, indicator.code)
        for department in office.plan.departments
        for indicator in office.plan.indicators_of(department.code)
    }
    sent = Counter((figure.department, figure.indicator) for figure in figures(office, as_of))
    return {pair: months for pair, months in sorted(sent.items()) if pair not in asked}


def submissions(office: Office, today: date) -> pd.DataFrame:
    """Department × month of the plan's year: due day, day sent, state (`submission_states`)."""
    sent = receipts(office.engine, office.commune, office.plan.calendar.year)
    return submission_states(office.plan, sent, today)


def first_shown_month(office: Office, today: date) -> ReportingMonth:
    """The latest month that anybody has sent; the last closed one while nobody has."""
    sent = receipts(office.engine, office.commune, office.plan.calendar.year)
    return sent[-1].month if sent else last_closed_month(office.plan, today)


def sources(
    office: Office, indicator: str, as_of: ReportingMonth, with_past: bool = False
) -> list[SentFigure]:
    """An indicator's figures of the year so far, each with its file, cell, person and time.

    Those that count; `with_past` also those that were replaced, withdrawn or wait for an opening.
    """
    found = sent_figures(office.engine, office.commune, indicator, months_so_far(as_of))
    return [figure for figure in found if with_past or figure.submission.is_in_force]


def first_sent(office: Office, as_of: ReportingMonth) -> list[SubmissionEntry]:
    """What decides on being in time, by month and department: the first that was not withdrawn.

    By its version and not by the clock, as `receipts` has it.
    """
    sent = submission_history(office.engine, office.commune)
    first = {
        (entry.month, entry.department): entry
        for entry in sorted(sent, key=lambda entry: entry.version, reverse=True)
        if entry.month in months_so_far(as_of) and not entry.is_withdrawn
    }
    return [first[key] for key in sorted(first)]


def months_so_far(as_of: ReportingMonth) -> tuple[ReportingMonth, ...]:
    return tuple(ReportingMonth(as_of.year, number) for number in range(1, as_of.month + 1))
