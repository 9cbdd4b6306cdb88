"""The page "Cách tính": what it shows is computed, and changes with the plan's own numbers."""

from dataclasses import replace
from fractions import Fraction

import pytest

from cchc_metrics.plan.loading import DEFAULT_PLAN, load_plan
from cchc_metrics.scoring.method import rules

PLAN = load_plan(DEFAULT_PLAN)
RULES = {rule.title: rule for rule in rules(PLAN)}


def found(start: str, written=None) -> str:
    """All that stands in the example of the rule whose title begins so."""
    (rule,) = (rule for rule in written or RULES.values() if rule.title.startswith(start))
    return " | ".join(rule.found)


@pytest.mark.parametrize("title", RULES)
def test_every_rule_has_its_words_its_source_and_its_example(title):
    rule = RULES[title]
    for text in (rule.title, rule.says, rule.source, rule.given, *rule.found):
        assert text.strip() and "None" not in text and "nan" not in text


# Figures that can be checked with a calculator, from the tables of tests/spec.
EXAMPLES = {
    "Cộng tử số": "kết quả 50,5% (51/101 hồ sơ)",
    "Tháng báo cáo": "Quý III: tháng 7 đến 9 (15/6/2026 – 14/9/2026): 40% (24/60)",
    "Chỉ tiêu hiện trạng": "mới tính 1/2 đơn vị đã gửi số liệu tháng 1.",
    "Không phát sinh": "Không phát sinh trong kỳ. | Chưa có số liệu: hạn gửi 19/1/2026.",
    "Báo cáo nộp đúng hạn": "Đúng hạn 50% (1/2)",
    "Mức giao": "95/100 hồ sơ = 95%, chỉ tiêu trên 95%",
    "“Tăng tỷ lệ”": "chỉ tiêu trên 45% (mức cùng kỳ năm trước)",
    "Lộ trình": "mức phải có đến hết tháng 6 là 60% (20% + 80% × 6/12)",
    "Tiến độ và trạng thái": "95% mức phải có: Đúng tiến độ | 94,99% mức phải có: Cần đẩy nhanh",
    "Còn thiếu": "238 − 191 = 47 hồ sơ",
    "Các tháng còn lại": "dù các tháng còn lại đạt 100%, cả năm cao nhất 80%",
    "Nếu các tháng": "(190 + 90% × 50) / (250 + 50) = 235/300 = 78,3%",
    "Dự báo": "120 hồ sơ (khoảng tin cậy 80%: 108,7 hồ sơ đến 131,3 hồ sơ)",
    "Dấu “mẫu nhỏ”": "Khoảng 95%: 59,6% đến 98,2%",
    "Dao động": "giới hạn 25,3% đến 84,3%; tháng 12/2026 vượt ra ngoài giới hạn.",
    "Việc phải": "Chậm: quá hạn 19/1/2026, chưa hoàn thành.",
    "Chỉ tiêu chậm": "1. Chỉ tiêu E: Chưa có số liệu | 2. Chỉ tiêu A: Chậm",
    "Tiến độ lĩnh vực": "(40/80 + 1) / 2 = 75%, tính trên 2/3 chỉ tiêu.",
}


@pytest.mark.parametrize("start", EXAMPLES)
def test_the_example_comes_out_as_by_hand(start):
    assert EXAMPLES[start] in found(start)


def test_all_examples_are_checked_here():
    assert len(EXAMPLES) == len(RULES)


def test_another_band_in_the_plan_makes_another_example():
    bands = replace(PLAN.bands, on_track=Fraction(90, 100))
    said = found("Tiến độ và trạng thái", rules(replace(PLAN, bands=bands)))
    assert "90% mức phải có: Đúng tiến độ | 89,99% mức phải có: Cần đẩy nhanh" in said


def test_other_limits_in_the_plan_make_other_examples():
    limits = replace(PLAN.limits, forecast_coverage=95, run_chart_from_points=15)
    wider = rules(replace(PLAN, limits=limits))
    assert "khoảng tin cậy 95%" in found("Dự báo", wider) and "4,303" in found("Dự báo", wider)
    assert "Dao động của 15 tháng" in found("Dao động", wider)
