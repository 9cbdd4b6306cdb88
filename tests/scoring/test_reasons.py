"""The whole sentences, as the meeting reads them."""

from datetime import date

import pytest

from cchc_metrics.plan.model import Direction, Kind, Trajectory
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.scoring.scorecard import score
from tests.builders import make_figure, make_indicator, make_plan, make_target, month

LINEAR = {"trajectory": Trajectory.LINEAR}


def _reason(figures, period="Y", as_of=10, today=date(2026, 10, 20), **indicator):
    plan = make_plan(make_indicator(**indicator))
    judged = scope(ReportPeriod(period), month(as_of))
    return score(plan, figures, [], judged, today).rows["reason"].iloc[0]


def _every_month(numerator, denominator, last=10):
    return [make_figure(numerator, denominator, at) for at in range(1, last + 1)]


CASES = {
    "Cần đẩy nhanh: 190/250 hồ sơ = 76%, chỉ tiêu 95%; đạt 80% mức phải có đến hết tháng 10; "
    "còn thiếu 48 hồ sơ; dù các tháng còn lại đạt 100%, cả năm cao nhất 80%.": (
        _every_month(19, 25),
        {"targets": (make_target(95),)},
    ),
    "Đúng tiến độ: 190/250 hồ sơ = 76%, chỉ tiêu 80%; đạt 95% mức phải có đến hết tháng 10; "
    "còn thiếu 10 hồ sơ; các tháng còn lại phải đạt 100%; mẫu nhỏ.": (
        _every_month(19, 25),
        {"targets": (make_target(80),)},
    ),
    "Đạt: 200/250 hồ sơ = 80%, chỉ tiêu 80%; mẫu nhỏ.": (
        _every_month(20, 25),
        {"targets": (make_target(80),)},
    ),
    "Đúng tiến độ: 95/100 hồ sơ = 95%, chỉ tiêu trên 95%; đạt 100% mức phải có trong tháng 10; "
    "còn thiếu 1 hồ sơ; các tháng còn lại phải đạt trên 95%; mẫu nhỏ.": (
        _every_month(95, 100),
        {"targets": (make_target(95, strict=True),), "period": "M"},
    ),
    "Chậm: 3/25 hồ sơ = 12%, chỉ tiêu không quá 5%; đạt 41,7% mức phải có từ tháng 7 đến hết "
    "tháng 9; vượt mức 2 hồ sơ; mẫu nhỏ; còn số liệu quá hạn chưa gửi.": (
        [make_figure(3, 25, 8)],
        {"targets": (make_target(5),), "direction": Direction.LOWER, "period": "Q3"},
    ),
    "Chậm: 10/25 hồ sơ = 40%, chỉ tiêu 100%; mức phải có đến hết tháng 10 là 83,3% (100% × 10/12), "
    "mới đạt 48% mức đó; còn thiếu 15 hồ sơ.": (
        _every_month(10, 25),
        {"kind": Kind.STOCK, **LINEAR},
    ),
    "Cần đẩy nhanh: 15/25 hồ sơ = 60%, chỉ tiêu 100%; mức phải có đến hết tháng 10 là 86,7% (20% + "
    "80% × 10/12), đi được 60% quãng đường từ 20%; còn thiếu 10 hồ sơ.": (
        _every_month(15, 25),
        {"kind": Kind.STOCK, "base": make_target(20).value, **LINEAR},
    ),
    "Đi lùi: 4/25 hồ sơ = 16%, chỉ tiêu 100%; mức phải có đến hết tháng 10 là 86,7% (20% + 80% × "
    "10/12), lùi so với mức xuất phát 20%; còn thiếu 21 hồ sơ.": (
        _every_month(4, 25),
        {"kind": Kind.STOCK, "base": make_target(20).value, **LINEAR},
    ),
    "Đúng tiến độ: 10 hồ sơ, chỉ tiêu 12; mức phải có đến hết tháng 10 là 10 (12 × 10/12), đạt "
    "100%; còn thiếu 2 hồ sơ.": (
        _every_month(1, None),
        {"kind": Kind.COUNT, "targets": (make_target(1200),), **LINEAR},
    ),
    "Chưa giao chỉ tiêu: kết quả 45% (90/200 hồ sơ).": (_every_month(9, 20), {"targets": ()}),
    "Chưa giao chỉ tiêu: chưa có mức cùng kỳ năm trước hoặc 3 tháng đầu để so sánh, "
    "kết quả 45% (9/20 hồ sơ).": (
        _every_month(9, 20, 1),
        {"targets": (make_target(None),), "as_of": 1, "today": date(2026, 1, 15)},
    ),
    "Đạt: 12/20 hồ sơ = 60%, chỉ tiêu trên 50% (mức 3 tháng đầu có số liệu); mẫu nhỏ.": (
        [*_every_month(10, 20, 3), make_figure(12, 20, 4)],
        {"targets": (make_target(None),), "period": "M", "as_of": 4},
    ),
    "Đúng tiến độ: 25/25 hồ sơ = 100%, chỉ tiêu trên 100% (mức 3 tháng đầu có số liệu); "
    "đã ở mức cao nhất có thể.": (
        _every_month(25, 25),
        {"targets": (make_target(None),), "period": "M"},
    ),
    "Đúng tiến độ: 24/25 hồ sơ = 96%, chỉ tiêu 100%; đạt 96% mức phải có đến hết tháng 10; còn "
    "thiếu 1 hồ sơ; mới tính 1/2 đơn vị đã gửi số liệu tháng 10.": (
        [*_every_month(24, 25), make_figure(5, 25, 9, department="VPHDND")],
        {
            "kind": Kind.STOCK,
            "departments": ("PVHXH", "VPHDND"),
            "today": date(2026, 10, 15),
        },
    ),
    "Không phát sinh trong kỳ.": (_every_month(0, 0), {}),
    "Chưa có số liệu: quá hạn gửi 19/10/2026, chưa có đơn vị nào báo cáo.": ([], {}),
    "Chưa có số liệu: quá hạn gửi 18/9/2026, chưa có đơn vị nào báo cáo.": (
        [],
        {"today": date(2026, 10, 19)},
    ),
    "Chưa có số liệu: hạn gửi 19/10/2026.": ([], {"today": date(2026, 10, 19), "period": "M"}),
    "Chưa có số liệu: chưa phân công đơn vị báo cáo.": ([], {"departments": ()}),
    "Chưa có số liệu: chưa tháng nào đến hạn gửi.": ([], {"kind": Kind.ON_TIME_REPORTS}),
}


@pytest.mark.parametrize("sentence", CASES)
def test_the_sentence_shows_its_arithmetic(sentence):
    figures, changes = CASES[sentence]
    assert _reason(figures, **changes) == sentence


def test_nearly_all_is_not_printed_as_all():
    figures = [make_figure(99_999, 100_000, 12)]
    said = _reason(figures, period="M", as_of=12, today=date(2026, 12, 1))
    assert said == (
        "Đúng tiến độ: 99.999/100.000 hồ sơ = 99,999%, chỉ tiêu 100%; đạt 99,999% mức phải có "
        "trong tháng 12; còn thiếu 1 hồ sơ."
    )


def test_a_rate_just_below_its_target_is_printed_below_it():
    figures = [make_figure(1, 3, month=month(12, 2025)), make_figure(333_332, 1_000_000, 12)]
    said = _reason(figures, period="M", as_of=12, targets=(make_target(None),))
    assert "= 33,3%, chỉ tiêu trên 33,3333% (mức cùng kỳ năm trước)" in said
