"""Labels that were confirmed once and are remembered for a department: listed, and forgotten."""

from datetime import datetime

from cchc_metrics.access.roles import Visitor
from cchc_metrics.plan.model import Plan
from cchc_metrics.store import mappings
from cchc_metrics.store.mappings import Remembered
from cchc_metrics.workbooks.foreign.matching import Matcher
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import require_submit
from cchc_metrics.workflow.reasons import stated


def remembered_labels(office: Office, department: str) -> list[Remembered]:
    """What is remembered for a department, by label."""
    return mappings.remembered(office.engine, office.commune, (department,))


def meaning_words(plan: Plan) -> dict[str, str]:
    """What each meaning is called: `II.3-1 Hồ sơ trực tuyến: tử số`."""
    return {choice.code: choice.words for choice in Matcher(plan, {}).choices()}


def forget_label(
    office: Office, visitor: Visitor, label: Remembered, reason: str, at: datetime
) -> Remembered:
    """Let a label mean nothing any more: the next sheet asks again.

    Raise NotAllowed for who may not send the department's figures, NotDone without a reason,
    StoreError where it is not remembered any more.
    """
    require_submit(visitor, label.department)
    return mappings.forget(
        office.engine,
        office.commune,
        label.department,
        label.folded,
        visitor.signature,
        at,
        stated(reason),
    )
