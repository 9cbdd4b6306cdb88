"""What the board shows: the scored plan, who has sent, and where each figure comes from."""

from datetime import date

import pandas as pd

from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod, scope
from cchc_metrics.scoring.receipts import submission_states
from cchc_metrics.scoring.scorecard import Scorecard, score
from cchc_metrics.store.in_force import FigureInForce, figures_in_force, receipts
from cchc_metrics.workflow.office import Office, last_closed_month


def scorecard(
    office: Office, period: ReportPeriod, as_of: ReportingMonth, today: date
) -> Scorecard:
    """The plan judged over a period as it was known at a month."""
    years = (as_of.year - 1, as_of.year)
    figures = [
        placed.figure
        for year in years
        for placed in figures_in_force(office.engine, office.commune, year)
    ]
    sent = receipts(office.engine, office.commune, as_of.year)
    return score(office.plan, figures, sent, scope(period, as_of), today)


def submissions(office: Office, today: date) -> pd.DataFrame:
    """Department × month of the plan's year: due day, day sent, state (`submission_states`)."""
    sent = receipts(office.engine, office.commune, office.plan.calendar.year)
    return submission_states(office.plan, sent, today)


def first_shown_month(office: Office, today: date) -> ReportingMonth:
    """The latest month that anybody has sent; the last closed one while nobody has."""
    sent = receipts(office.engine, office.commune, office.plan.calendar.year)
    return sent[-1].month if sent else last_closed_month(office.plan, today)


def sources(office: Office, indicator: str, as_of: ReportingMonth) -> list[FigureInForce]:
    """An indicator's figures of the year so far, each with its file, cell, person and time."""
    placed = figures_in_force(office.engine, office.commune, as_of.year, as_of.month)
    return [figure for figure in placed if figure.figure.indicator == indicator]
