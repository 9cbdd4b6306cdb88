"""What stands in charts: safe names, rates with their parts, targets as the plan says them."""

import pytest

from cchc_metrics.charts import wording
from cchc_metrics.plan.model import Direction, Kind
from tests.builders import make_indicator, make_plan, make_target


def test_a_name_is_never_html():
    assert wording.escaped("<a href='x'>A</a>  &\n B") == "&lt;a href='x'&gt;A&lt;/a&gt; &amp; B"


def test_a_long_name_folds_and_then_ends_in_an_ellipsis():
    name = "Tỷ lệ hồ sơ thủ tục hành chính được số hóa <đúng> quy định của tỉnh"
    assert wording.wrapped(name, 40) == (
        "Tỷ lệ hồ sơ thủ tục hành chính được số<br>hóa &lt;đúng&gt; quy định của tỉnh"
    )
    assert wording.wrapped(name, 40, lines=1).endswith("…")
    assert wording.wrapped("", 40) == ""


@pytest.mark.parametrize(
    ("numerator", "denominator", "target", "text"),
    [
        (191, 200, None, "191/200 = 95,5%"),
        (2499, 2500, None, "2.499/2.500 = 99,96%"),
        (9499, 10000, 0.95, "9.499/10.000 = 94,99%"),
        (19, 20, 0.95, "19/20 = 95%"),
        (0, 20, None, "0/20 = 0%"),
        (0, 0, None, "không phát sinh"),
        (None, None, None, "chưa có số liệu"),
        (3, None, None, "chưa có số liệu"),
    ],
)
def test_a_rate_stands_with_its_parts(numerator, denominator, target, text):
    assert wording.figures_text(Kind.FLOW, numerator, denominator, target) == text


def test_a_count_stands_alone():
    assert wording.figures_text(Kind.COUNT, 1234, None) == "1.234"
    assert wording.value_text(Kind.COUNT, 12.0) == "12"
    assert wording.value_text(Kind.COUNT, None) == "–"


@pytest.mark.parametrize(
    ("direction", "strict", "text"),
    [
        (Direction.HIGHER, False, "Chỉ tiêu 95%"),
        (Direction.HIGHER, True, "Trên 95%"),
        (Direction.LOWER, False, "Không quá 95%"),
        (Direction.LOWER, True, "Dưới 95%"),
    ],
)
def test_a_target_is_said_as_the_plan_says_it(direction, strict, text):
    assert wording.target_text(make_indicator(direction=direction), 0.95, strict) == text


def test_no_target_says_so():
    assert wording.target_text(make_indicator(), None, False) == "Chưa giao chỉ tiêu"


def test_strictness_is_that_of_the_target_in_force():
    first, later = make_target(95, strict=True), make_target(95)
    plan = make_plan()
    later = type(later)(
        later.rule, later.value, False, plan.calendar.due_on(plan.calendar.months[5]), ""
    )
    indicator = make_indicator(targets=(first, later))
    assert wording.is_strict(plan, indicator, 3)
    assert not wording.is_strict(plan, indicator, 9)
