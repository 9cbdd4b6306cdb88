"""All caches. What is computed from the record is kept under the record's version, so that a save
makes every board compute it anew.

What was computed is shared between sessions and never changed by those who read it; each asks
`session.moment` first, so that nobody is shown what he may not look at.
"""

from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd

from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod
from cchc_metrics.reports.said import Report
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.ui import opened, session
from cchc_metrics.ui.shared import Made
from cchc_metrics.workflow import board, closing
from cchc_metrics.workflow.closing import Closed
from cchc_metrics.workflow.judging.account import Account
from cchc_metrics.workflow.judging.account import account as judging_account
from cchc_metrics.workflow.judging.explaining import Question, closed_month, open_questions
from cchc_metrics.workflow.judging.following import FollowedAction, followed_actions
from cchc_metrics.workflow.judging.in_force import plan_in_force
from cchc_metrics.workflow.reporting import composing


def scorecard(period: ReportPeriod, as_of: ReportingMonth) -> Scorecard:
    """The plan judged over a period, as the record stands now."""
    version, today = session.moment()
    return opened.read_once().get(
        (board.scorecard, version, period, as_of, today),
        lambda: board.scorecard(opened.office(), period, as_of, today),
    )


def plan() -> Plan:
    """The plan in force: with targets, days and reports that the record holds now."""
    return listed(plan_in_force)


def account(of: Scorecard) -> Account:
    """What people have said about the period of a scorecard, as the record stands now."""
    version, _ = session.moment()
    return opened.read_once().get(
        (judging_account, version, of.scope, of.today), lambda: judging_account(opened.office(), of)
    )


def actions() -> list[FollowedAction]:
    """Every action with its versions, as the record stands now."""
    return listed(followed_actions)


def questions() -> list[Question]:
    """What still has to be explained of the last month that is closed."""
    version, today = session.moment()
    month = closed_month(opened.office().plan, today)
    if month is None:
        return []
    at_close = scorecard(ReportPeriod.YEAR, month)
    return opened.read_once().get(
        (open_questions, version, today), lambda: open_questions(opened.office(), at_close)
    )


def submissions() -> pd.DataFrame:
    """Who has sent which month, as the record stands now."""
    version, today = session.moment()
    return opened.read_once().get(
        (board.submissions, version, today), lambda: board.submissions(opened.office(), today)
    )


def figures(as_of: ReportingMonth) -> tuple[Figure, ...]:
    """The figures of the year up to a month that count, as the record stands now."""
    return listed(board.figures, as_of)


def report(period: ReportPeriod | None) -> Report:
    """What the report of a period says as the record stands now; None: the year so far."""
    version, today = session.moment()
    office = opened.office()

    def compose() -> Report:
        if period is None:
            return composing.year_so_far(office, today, office.now())
        return composing.periodic(office, period, today, office.now())

    return opened.read_once().get((composing.periodic, version, period, today), compose)


def first_shown_month() -> ReportingMonth:
    version, today = session.moment()
    return opened.read_once().get(
        (board.first_shown_month, version, today),
        lambda: board.first_shown_month(opened.office(), today),
    )


def closed(months: tuple[ReportingMonth, ...]) -> Closed:
    """What of the months is locked, and how much waits, as the record stands now."""
    return listed(closing.closed_among, months)


def listed(ask: Callable[..., Made], *of: Hashable) -> Made:
    """What `ask(office, *of)` answers as the record stands now; of acts on figures alone.

    Accounts, sessions, backups, drafts and sent reports change without a new version of the record.
    """
    version, _ = session.moment()
    return opened.listed_once().get((ask, version, *of), lambda: ask(opened.office(), *of))


def made(make: Callable[..., Made], *of: Any) -> Made:
    """What a function makes of scorecards and frames, once for all who look at them.

    `of` is what the functions above answer with or the plan, all known again by being the same
    object, and what can be hashed. `make` is a function of a module: one made anew is taken for
    another.
    """
    key = (make, *map(_known_again, of))
    # Kept with what it was made of, so that no later object can have the same identity.
    _, found = opened.made_once().get(key, lambda: (of, make(*of)))
    return found


def _known_again(thing: Any) -> Hashable:
    # Frames cannot be hashed, and a plan is too large to be hashed each time.
    return id(thing) if isinstance(thing, pd.DataFrame | Plan | Report) else thing


def figure(draw: Callable[..., Any], *of: Any) -> Any:
    """The same for what a chart draws: drawing takes longer than scoring."""
    return made(_finished, draw, *of)


def _finished(draw: Callable[..., Any], *of: Any) -> Any:
    drawn = draw(*of)
    spec = drawn.to_dict()
    # Streamlit would have plotly copy the whole figure for each who looks at it.
    drawn.to_dict = lambda: spec
    return drawn
