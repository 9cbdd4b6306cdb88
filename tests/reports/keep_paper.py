"""Makes a kept paper of the present data: `python -m tests.reports.keep_paper NAME`.

To be run before a field is added to what reports say: a paper that was sent must be read for ever.
"""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.reports.content import Beside, compose
from cchc_metrics.reports.fields import Fields
from cchc_metrics.reports.freezing import to_json
from cchc_metrics.reports.papers import Paper, PaperKind
from cchc_metrics.reports.said import Action, Explanation
from cchc_metrics.scoring.receipts import submission_states
from tests.charts import cards

KEPT = Path(__file__).parent / "kept"


def paper() -> Paper:
    """A paper in which every part says something; its figures are made up."""
    frame = submission_states(cards.make_every_case_plan(), [], cards.TODAY)
    beside = Beside(
        submissions=frame,
        before=cards.make_scorecard(ReportPeriod.Q1),
        explanations=[Explanation(cards.FALLING_SHORT, "Nguyên nhân mẫu.", "Đơn vị mẫu")],
        actions=[Action(cards.FALLING_SHORT, "Việc mẫu.", "Đơn vị mẫu", date(2026, 5, 20), "Mẫu")],
    )
    made_at = datetime(2026, 5, 4, 2, 5, tzinfo=UTC)
    report = compose(cards.make_scorecard(), made_at, beside, is_demonstration=True)
    return Paper(PaperKind.PERIODIC, Fields(number="05", day=date(2026, 5, 4)), report)


if __name__ == "__main__":
    (KEPT / f"{sys.argv[1]}.json").write_text(to_json(paper()) + "\n", encoding="utf-8")
