"""All that people have said about a period, for reports: causes, actions, how tasks stand."""

from dataclasses import dataclass
from datetime import date

from cchc_metrics.scoring.reading import each
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.store.explanations import Explanation
from cchc_metrics.workflow.judging.aims import leads_of
from cchc_metrics.workflow.judging.explaining import all_explanations, latest_explanation
from cchc_metrics.workflow.judging.following import FollowedAction, followed_actions, most_urgent
from cchc_metrics.workflow.judging.progress import (
    ItemProgress,
    milestones_in_force,
    tasks_in_force,
)
from cchc_metrics.workflow.office import Office


@dataclass(frozen=True)
class LaggingAccount:
    """What is known of one that lags, `code` an indicator's or a milestone's.

    `explanation` is the latest one of the period's months, None where nobody has explained;
    `actions` are all that were planned for it, the most urgent first.
    """

    code: str
    name: str
    lead: str
    explanation: Explanation | None
    actions: tuple[FollowedAction, ...]


@dataclass(frozen=True)
class Account:
    """What people have said about a scored period.

    `lagging` stands in the order of the meeting. `actions` are those of everything that was ever
    lagging in the plan's year, the most urgent first. Tasks and milestones stand as they do today.
    """

    today: date
    lagging: tuple[LaggingAccount, ...]
    actions: tuple[FollowedAction, ...]
    tasks: tuple[ItemProgress, ...]
    milestones: tuple[ItemProgress, ...]


def account(office: Office, scorecard: Scorecard) -> Account:
    """What was said about the period of a scorecard (`board.scorecard`), as of its day."""
    history, actions = all_explanations(office), most_urgent(followed_actions(office))
    leads = leads_of(scorecard.plan)
    lagging = [
        LaggingAccount(
            row.indicator,
            row.name,
            leads[row.indicator],
            latest_explanation(history, row.indicator, scorecard.scope.months),
            tuple(a for a in actions if a.now.indicator == row.indicator),
        )
        for row in each(scorecard.lagging)
    ]
    return Account(
        scorecard.today,
        tuple(lagging),
        tuple(actions),
        tuple(tasks_in_force(office)),
        tuple(milestones_in_force(office)),
    )
