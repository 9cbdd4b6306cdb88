"""From indicators to the meeting: milestones, who lags in what order, progress of an area."""

from dataclasses import replace

from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.model import Milestone, Plan
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod, scope
from cchc_metrics.scoring.method.rule import Rule, indicator, scored_plan, target
from cchc_metrics.scoring.reading import each
from cchc_metrics.scoring.reasons import milestone_reason
from cchc_metrics.scoring.scorecard import Scorecard, score
from cchc_metrics.scoring.status import Status, milestone_status
from cchc_metrics.words import day, percent


def milestones(plan: Plan) -> Rule:
    due, judged = (plan.calendar.due_on(month) for month in plan.calendar.months[:2])
    cases = [
        Milestone("VD", "", "", "", "Việc", "", due, due),
        Milestone("VD", "", "", "", "Việc", "", judged, None),
        Milestone("VD", "", "", "", "Việc", "", due, None),
        Milestone("VD", "", "", "", "Việc", "", None, None),
    ]
    return Rule(
        title="Việc phải hoàn thành",
        says="Việc không đo bằng tỷ lệ thì chỉ có xong hay chưa xong, với hạn do xã đặt. Đúng"
        " ngày hạn"
        " vẫn còn trong hạn. Chưa đặt hạn thì không chấm.",
        source="Quy ước chấm điểm của hệ thống.",
        given=f"Xét ngày {day(judged)}: bốn việc, đã xong, đến hạn hôm nay, quá hạn, chưa đặt hạn.",
        found=tuple(milestone_reason(one, milestone_status(one, judged)) for one in cases),
    )


def order(plan: Plan) -> Rule:
    parts = {"A": (10, 100), "B": (70, 100), "C": (98, 100), "D": (0, 0)}
    card = _card(plan, parts, with_silent=True)
    found = [
        f"{place}. Chỉ tiêu {row.indicator}: {Status(row.status).label}"
        for place, row in enumerate(each(card.lagging), start=1)
    ]
    return Rule(
        title="Chỉ tiêu chậm và thứ tự đưa ra họp",
        says="Chậm gồm: cần đẩy nhanh, chậm, đi lùi, và quá hạn mà chưa có số liệu. Đưa ra họp theo"
        " thứ tự: quá hạn chưa có số liệu, đi lùi, chậm, cần đẩy nhanh; cùng mức thì tiến độ thấp"
        " đứng trước.",
        source="Quy ước chấm điểm của hệ thống.",
        given="Mức giao 100%: A 10/100, B 70/100, C 98/100, D 0/0, E quá hạn chưa gửi.",
        found=tuple(found),
    )


def progress(plan: Plan) -> Rule:
    card = _card(plan, {"A": (40, 100), "B": (90, 100), "C": (0, 0)}, percent_asked=80)
    overall = card.overall
    return Rule(
        title="Tiến độ lĩnh vực và tiến độ chung",
        says="Mỗi chỉ tiêu góp nhiều nhất 1: kết quả chia mức giao, vượt cũng chỉ tính 1. Tiến độ"
        " là"
        " trung bình các phần góp của những chỉ tiêu có cả kết quả và mức giao; việc đã xong góp 1,"
        " quá hạn góp 0. Luôn ghi kèm đã tính mấy trên mấy chỉ tiêu.",
        formula="phần góp = min(1, kết quả / mức giao)",
        source="Cách Cổng Dịch vụ công quốc gia tính điểm thành phần: min(1, tỷ lệ / ngưỡng) × điểm"
        " tối đa.",
        given="Mức giao 80%: A 40/100, B 90/100, C 0/0.",
        found=(
            f"(40/80 + 1) / 2 = {percent(overall.progress)}, tính trên {overall.covered}/"
            f"{overall.total} chỉ tiêu.",
        ),
    )


def _card(
    plan: Plan,
    parts: dict[str, tuple[int, int]],
    percent_asked: int = 100,
    with_silent: bool = False,
) -> Scorecard:
    """One indicator a letter with January's figures; the silent one has sent none past its day."""
    codes = [*parts, *(["E"] if with_silent else [])]
    aims = target(plan, percent_asked)
    made = tuple(indicator(plan, code, targets=aims) for code in codes)
    own = replace(plan, indicators=made, milestones=())
    january = ReportingMonth(plan.calendar.year, 1)
    department = plan.departments[0].code
    sent = [Figure(department, code, january, *figures) for code, figures in parts.items()]
    if not with_silent:
        return scored_plan(own, sent, 1)
    tomorrow = plan.calendar.due_on(plan.calendar.months[1])
    return score(own, sent, [], scope(ReportPeriod.YEAR, january), tomorrow)


RULES = (milestones, order, progress)
