"""How figures become one result: sums, periods, states, and what is not a figure."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.model import Kind, Plan
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod, scope
from cchc_metrics.scoring.method.rule import (
    Rule,
    every_month,
    indicator,
    scored,
    scored_plan,
    sentence,
    target,
)
from cchc_metrics.scoring.receipts import SubmissionState, submission_state
from cchc_metrics.words import day, days, percent, rate

_REPORTS = (ReportPeriod.Q1, ReportPeriod.H1, ReportPeriod.Q3, ReportPeriod.YEAR)


def sums(plan: Plan) -> Rule:
    card = scored(plan, {1: (1, 1), 2: (50, 100)}, 2)
    averaged = (Fraction(1) + Fraction(50, 100)) / 2
    return Rule(
        title="Cộng tử số với tử số, mẫu số với mẫu số",
        says="Kết quả của xã là tổng tử số chia cho tổng mẫu số của các đơn vị trong các tháng được"
        " xét. Không lấy trung bình các tỷ lệ: tháng một hồ sơ không thể nặng bằng tháng trăm hồ"
        " sơ.",
        formula="kết quả = tổng tử số / tổng mẫu số",
        source="Định nghĩa của tỷ lệ trên toàn bộ hồ sơ.",
        given="Tháng 1: 1/1 hồ sơ; tháng 2: 50/100 hồ sơ.",
        found=(
            sentence(card),
            f"Nếu lấy trung bình hai tỷ lệ thì ra {percent(averaged)}: sai.",
        ),
    )


def periods(plan: Plan) -> Rule:
    months = {month: (month, 20) for month in range(1, 13)}
    found = []
    for period in _REPORTS:
        judged = scope(period, ReportingMonth(plan.calendar.year, 12))
        window = plan.calendar.scope_window(judged)
        row = scored(plan, months, 12, period).records()[0]
        parts = rate(row["numerator"], row["denominator"])
        found.append(
            f"{period.label}: tháng {judged.first} đến {judged.last}"
            f" ({days(window.start, window.end)}): {parts}"
        )
    return Rule(
        title="Tháng báo cáo và kỳ báo cáo",
        says="Quý I, 6 tháng và năm cộng từ đầu năm; riêng Quý III chỉ cộng ba tháng 7 đến 9. Chỉ"
        " tiêu lấy hiện trạng hoặc tăng dần theo lộ trình thì kỳ nào cũng xét từ đầu năm.",
        source="Văn bản 581/BNV-CCHC về kỳ số liệu báo cáo cải cách hành chính.",
        given="Tháng 1 có 1/20 hồ sơ, tháng 2 có 2/20, … tháng 12 có 12/20.",
        found=tuple(found),
    )


def states(plan: Plan) -> Rule:
    months = {1: (3, 12), 2: (4, 12), 4: (9, 12)}
    card = scored(plan, months, 5, kind=Kind.STOCK, unit="cơ quan", targets=target(plan, 100))
    both = tuple(department.code for department in plan.departments[:2])
    shared = indicator(plan, kind=Kind.STOCK, departments=both, targets=target(plan, 100))
    sent = [Figure(both[0], shared.code, plan.calendar.months[0], 12, 12)]
    partial = scored_plan(replace(plan, indicators=(shared,), milestones=()), sent, 1)
    return Rule(
        title="Chỉ tiêu hiện trạng lấy tháng mới nhất có số liệu",
        says="Số hiện trạng (ví dụ số người đạt chuẩn đến nay) không cộng các tháng: lấy tháng mới"
        " nhất có số liệu, tử số và mẫu số của cùng một tháng. Đơn vị chưa gửi tháng đó thì chưa có"
        " trong kết quả, và câu giải thích ghi rõ mới tính mấy đơn vị.",
        source="Quy ước chấm điểm của hệ thống.",
        given="Tháng 1: 3/12; tháng 2: 4/12; tháng 4: 9/12; tháng 3 và 5 chưa có. Xét đến tháng 5."
        " Chỉ tiêu thứ hai của hai đơn vị, một đơn vị đã gửi 12/12.",
        found=(sentence(card), sentence(partial)),
    )


def nothing(plan: Plan) -> Rule:
    zero = scored(plan, every_month(0, 0, 1), 1, targets=target(plan, 100))
    blank = scored(plan, {}, 1, targets=target(plan, 100))
    untargeted = scored(plan, every_month(9, 10, 1), 1)
    return Rule(
        title="Không phát sinh, chưa có số liệu, chưa giao chỉ tiêu",
        says="0/0 là không phát sinh: không phải 0%, không chậm, không tính vào trung bình. Ô trống"
        " là chưa có số liệu, không phải số 0. Chưa có mức giao thì chỉ nêu kết quả, không tô màu.",
        source="Cách Cổng Dịch vụ công quốc gia công bố 0/0; quy ước của hệ thống.",
        given="Ba chỉ tiêu: một ghi 0/0, một chưa gửi, một có 9/10 hồ sơ nhưng chưa được giao mức.",
        found=(sentence(zero), sentence(blank), sentence(untargeted)),
    )


def on_time(plan: Plan) -> Rule:
    department = plan.departments[0]
    due = [plan.calendar.due_on(month) for month in plan.calendar.months[:2]]
    late = due[1] + timedelta(days=1)
    states = [submission_state(due[0], due[0], late), submission_state(due[1], late, late)]
    in_time = states.count(SubmissionState.ON_TIME)
    return Rule(
        title="Báo cáo nộp đúng hạn do hệ thống tự đếm",
        says=f"Hạn gửi là ngày {plan.calendar.due_day} sau khi tháng báo cáo kết thúc; trùng ngày"
        " nghỉ thì lùi sang ngày làm việc kế tiếp. Đúng hạn tính theo lần nộp đầu tiên còn hiệu"
        " lực;"
        " nộp đúng ngày hạn là đúng hạn. Tháng đã qua hạn mà chưa nộp tính là chưa đúng hạn.",
        formula="đúng hạn = số báo cáo nộp đúng hạn / số báo cáo đã đến hạn",
        source="Mục II.1, gạch đầu dòng 3 của kế hoạch; hạn gửi do xã tự đặt.",
        given=f"{department.short_name} nộp tháng 1 ngày {day(due[0])} (hạn {day(due[0])}), nộp"
        f" tháng 2 ngày {day(late)} (hạn {day(due[1])}).",
        found=(f"Đúng hạn {rate(in_time, len(states))}.",),
    )


RULES = (sums, periods, states, nothing, on_time)
