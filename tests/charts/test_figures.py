"""Every figure, read as data: what is drawn, in which colour, with which words."""

import re
from datetime import date
from fractions import Fraction

import pytest

from cchc_metrics import words
from cchc_metrics.charts.areas import area_progress
from cchc_metrics.charts.bullets import bullet, bullets
from cchc_metrics.charts.departments import department_bars
from cchc_metrics.charts.heat_map import status_heat_map
from cchc_metrics.charts.run_chart import indicator_run_chart
from cchc_metrics.charts.submissions import submission_matrix
from cchc_metrics.charts.trend import indicator_trend
from cchc_metrics.looks import LOOKS, SUBMISSION_LOOKS
from cchc_metrics.plan.model import Direction, Trajectory
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.scoring.reading import known
from cchc_metrics.scoring.receipts import SubmissionState, submission_states
from cchc_metrics.scoring.scorecard import score
from cchc_metrics.scoring.status import Status
from tests.builders import (
    DEPARTMENTS,
    make_figure,
    make_indicator,
    make_plan,
    make_receipt,
    make_target,
    month,
)
from tests.charts import cards
from tests.charts.cards import texts, trace, traces

ENGLISH = re.compile(
    r"\b(trace|value|target|month|status|area|the|of|and|no|data|missing|late|time|percent|"
    r"expected|achieved|behind|none|nan|true|false|null|NA)\b",
    re.IGNORECASE,
)
UNESCAPED = re.compile(r"<(?!/?b>|br>)")


def every_figure(scorecard):
    plan = scorecard.plan
    yield area_progress(scorecard)
    yield status_heat_map(scorecard)
    for indicator in plan.indicators:
        yield indicator_trend(scorecard, indicator.code)
        yield department_bars(scorecard, indicator.code, plan.departments)
    for area in plan.areas:
        yield bullets(scorecard, area.code)
    for code in scorecard.rows["indicator"]:
        yield bullet(scorecard, code)
    yield submission_matrix(submission_states(plan, [], cards.TODAY), plan.departments)


def test_figures_speak_vietnamese_and_names_are_never_html(scorecard):
    for figure in every_figure(scorecard):
        for text in texts(figure.to_dict()):
            said = text.replace("II.", "").replace("%{text}", "")
            assert not ENGLISH.search(said), text
            assert not UNESCAPED.search(said), text
            assert "<b>hồ sơ</b>" not in said


@pytest.mark.parametrize("make", [cards.make_scorecard, cards.make_empty_scorecard])
def test_every_figure_can_be_drawn(make):
    for figure in every_figure(make()):
        assert figure.to_json()


def area_labels(figure):
    """What stands above the bars on the right; the names stand on the left."""
    return [words.text for words in figure.layout.annotations][1::2]


class TestAreas:
    def test_bars_say_percent_and_coverage(self, scorecard):
        figure = area_progress(scorecard)
        areas = scorecard.areas
        bars = trace(figure, "Tiến độ")
        assert bars["x"] == [known(progress) for progress in areas["progress"]]
        for label, area in zip(area_labels(figure), areas.itertuples(), strict=True):
            assert f"{area.covered}/{area.total} chỉ tiêu" in label

    def test_an_area_without_figures_is_not_zero(self, scorecard):
        figure = area_progress(scorecard)
        silent = scorecard.areas["area"].tolist().index("II.5")
        assert trace(figure, "Tiến độ")["x"][silent] is None
        assert area_labels(figure)[silent] == "chưa chấm được · 0/1 chỉ tiêu"

    def test_areas_keep_the_plans_order(self, scorecard):
        names = [words.text for words in area_progress(scorecard).layout.annotations][::2]
        assert [name.split(".")[0] for name in names] == ["1", "2", "3", "4", "5"]


class TestHeatMap:
    def test_each_status_has_its_colour_symbol_and_legend(self, scorecard):
        figure = status_heat_map(scorecard)
        found = {Status(s) for s in scorecard.monthly["status"].dropna()}
        for status in found:
            cells, look = trace(figure, status.label), LOOKS[status]
            assert cells["colorscale"][0][1] == look.colour
            assert cells["textfont"]["color"] == look.text
            shown = {text for line in cells["text"] for text in line}
            assert shown == {"", look.symbol}
        legend = [t["name"] for t in traces(figure) if t.get("showlegend")]
        assert legend == [LOOKS[s].says(s.label) for s in Status if s in found]

    @pytest.mark.parametrize("narrow", [False, True])
    def test_the_cells_are_the_statuses_of_the_scorecard(self, scorecard, narrow):
        figure = status_heat_map(scorecard, narrow=narrow)
        drawn = sum(
            cell is not None
            for t in traces(figure)
            if t["type"] == "heatmap"
            for line in t["z"]
            for cell in line
        )
        assert drawn == int(scorecard.monthly["status"].notna().sum())

    def test_months_to_come_are_blank(self, scorecard):
        for cells in traces(status_heat_map(scorecard)):
            if cells["type"] == "heatmap":
                assert all(line[cards.AS_OF :] == [None] * 8 for line in cells["z"])

    def test_hover_tells_the_month_the_year_the_target_and_the_status(self, scorecard):
        hovers = [h for h in texts(status_heat_map(scorecard).to_dict()) if "Tháng 4" in h]
        strict = next(h for h in hovers if cards.STRICT in h)
        assert "Tháng 4: 833/834 = 99,9%" in strict
        assert "Lũy kế: 2.499/2.500 = 99,96%" in strict
        assert "Trên 95%" in strict and "✓ Đạt" in strict
        assert any("Hiện trạng: 20/60" in h for h in hovers)

    def test_a_month_nobody_reported_says_so(self, scorecard):
        hovers = [h for h in texts(status_heat_map(scorecard).to_dict()) if "Tháng 2" in h]
        assert hovers and all("Tháng 2: chưa có số liệu" in h for h in hovers)

    def test_height_grows_with_the_rows(self, scorecard):
        tall = status_heat_map(scorecard).layout.height
        assert tall > status_heat_map(cards.make_empty_scorecard()).layout.height


class TestTrend:
    def test_a_month_without_figures_is_a_gap_in_every_line(self, scorecard):
        figure = indicator_trend(scorecard, cards.FALLING_SHORT)
        assert trace(figure, "Từng tháng")["y"][:4] == [0.7, None, 0.7, 0.7]
        running = trace(figure, "Lũy kế từ đầu năm")
        assert running["y"] == [0.7, None, 0.7, 0.7] + [None] * 8
        assert running["connectgaps"] is False
        assert running["text"][3] == "<b>70%</b>" and not any(running["text"][4:])

    def test_the_target_is_a_dashed_line_with_its_name(self, scorecard):
        figure = indicator_trend(scorecard, cards.STRICT)
        target = trace(figure, "Chỉ tiêu giao")
        assert set(target["y"]) == {0.95}
        assert target["line"]["dash"] == "dash" and target["line"]["shape"] == "hvh"
        assert [a.text for a in figure.layout.annotations] == ["<b>Trên 95%</b>"]

    def test_the_trajectory_is_drawn_only_where_it_is_not_the_target(self, scorecard):
        growing = indicator_trend(scorecard, cards.GROWING)
        path = trace(growing, "Lộ trình")
        assert path["y"][5] == pytest.approx(0.5) and path["y"][11] == 1
        flat = indicator_trend(scorecard, cards.STRICT)
        assert "Lộ trình" not in [t.get("name") for t in traces(flat)]

    def test_a_stock_has_its_state_and_no_monthly_bars(self, scorecard):
        figure = indicator_trend(scorecard, cards.GROWING)
        assert trace(figure, "Hiện trạng")["y"][:4] == [
            pytest.approx(5 / 60),
            None,
            pytest.approx(15 / 60),
            pytest.approx(20 / 60),
        ]
        assert "Từng tháng" not in [t.get("name") for t in traces(figure)]

    def test_months_with_nothing_to_count_are_open_marks_on_the_axis(self, scorecard):
        figure = indicator_trend(scorecard, cards.NOT_ARISEN)
        marks = trace(figure, "Không phát sinh")
        assert (marks["x"], marks["y"]) == ([1, 3, 4], [0, 0, 0])
        assert marks["marker"]["symbol"].endswith("-open")
        assert set(trace(figure, "Lũy kế từ đầu năm")["y"]) == {None}

    def test_without_a_target_there_is_no_target_line(self, scorecard):
        figure = indicator_trend(scorecard, cards.UNTARGETED)
        assert "Chỉ tiêu giao" not in [t.get("name") for t in traces(figure)]

    def test_percent_reaches_from_0_to_100_and_counts_as_far_as_needed(self, scorecard):
        rate = indicator_trend(scorecard, cards.FALLING_SHORT).layout.yaxis
        assert rate.range[0] == 0 and rate.range[1] >= 1 and rate.tickformat == ",.0%"
        count = indicator_trend(scorecard, cards.COUNTED).layout.yaxis
        assert count.range[1] >= 12 and count.tickformat is None

    def test_hover_holds_the_parts(self, scorecard):
        hover = trace(indicator_trend(scorecard, cards.FALLING_SHORT), "Từng tháng")["hovertext"]
        assert "14/20 = 70%" in hover[3] and "Lũy kế: 42/60 = 70%" in hover[3]
        assert hover[1] == "Tháng 2: chưa có số liệu"

    def test_an_unknown_indicator_is_an_error(self, scorecard):
        with pytest.raises(KeyError):
            indicator_trend(scorecard, "IX.9")


class TestSteps:
    def test_every_level_of_the_year_is_named_where_it_begins(self):
        raised = make_target(95, strict=True, holds_from=date(2026, 6, 15))
        indicator = make_indicator(targets=(make_target(80), raised))
        judged = scope(ReportPeriod.YEAR, month(8))
        card = score(make_plan(indicator), [make_figure(9, 10, 8)], [], judged, cards.TODAY)
        figure = indicator_trend(card, "II.3-2")
        assert [(a.x, a.text) for a in figure.layout.annotations] == [
            (0.5, "80%"),
            (12.6, "<b>Trên 95%</b>"),
        ]
        line = trace(figure, "Chỉ tiêu giao")
        assert line["y"] == [0.8] * 7 + [0.95] * 7 and line["line"]["shape"] == "hvh"

    def test_the_plan_s_own_steps_are_drawn_as_steps(self):
        steps = tuple(Fraction(n, 12) for n in range(1, 13))
        stepped = make_indicator(trajectory=Trajectory.STEPS, steps=steps)
        card = score(make_plan(stepped), [], [], scope(ReportPeriod.YEAR, month(1)), cards.TODAY)
        assert trace(indicator_trend(card, "II.3-2"), "Lộ trình")["line"]["shape"] == "hvh"


class TestForecast:
    def test_a_fan_leads_from_the_last_month_to_the_ends_of_the_interval(self, scorecard):
        row = scorecard.rows.set_index("indicator").loc[cards.STRICT]
        figure = indicator_trend(scorecard, cards.STRICT)
        fan = trace(figure, "Dự báo, khoảng 80%")
        assert fan["x"] == [cards.AS_OF, 12, 12]
        assert fan["y"] == [2499 / 2500, row["forecast_high"], row["forecast_low"]]
        middle = trace(figure, "Dự báo cả năm")
        assert middle["y"] == [2499 / 2500, row["forecast"]]
        assert middle["hovertext"][1].startswith("Dự báo cả năm (sơ bộ): ")

    @pytest.mark.parametrize("code", [cards.GROWING, cards.UNTARGETED, cards.NOT_ARISEN])
    def test_without_a_forecast_there_is_no_fan(self, code, scorecard):
        names = [t.get("name") for t in traces(indicator_trend(scorecard, code))]
        assert not any(name.startswith("Dự báo") for name in names)

    def test_where_a_rate_must_rise_the_line_says_above_what(self):
        rising = make_indicator(targets=(make_target(None),))
        figures = [make_figure(at, 10, at) for at in range(1, 6)]
        judged = scope(ReportPeriod.YEAR, month(5))
        card = score(make_plan(rising), figures, [], judged, cards.TODAY)
        (named,) = [a.text for a in indicator_trend(card, "II.3-2").layout.annotations]
        assert named == "<b>Trên 20%</b><br>mức 3 tháng đầu có<br>số liệu"


class TestRunChart:
    def make(self, cells, **changes):
        figures = [make_figure(*cell, at) for at, cell in enumerate(cells, start=1)]
        judged = scope(ReportPeriod.YEAR, month(12))
        plan = make_plan(make_indicator(**changes))
        return indicator_run_chart(score(plan, figures, [], judged, cards.TODAY), "II.3-2")

    def test_limits_stand_beside_their_lines_and_an_unusual_month_is_marked(self):
        figure = self.make([(48, 100), (56, 100)] * 5 + [(48, 100), (90, 100)])
        said = [a.text for a in figure.layout.annotations]
        # 658/12 ± 2,66 · 122/11, in percent.
        assert said == ["Giới hạn trên 84,3%", "Đường giữa 54,8%", "Giới hạn dưới 25,3%"]
        marked = trace(figure, "Khác thường")
        assert (marked["x"], marked["y"]) == ([11], [0.9])
        assert marked["hovertext"] == ["<b>Tháng 12/2026</b>: 90%<br>Vượt ra ngoài giới hạn"]

    def test_an_ordinary_year_has_no_marks_and_no_limit_beyond_100_percent(self):
        figure = self.make([(90, 100), (100, 100)] * 6)
        assert "Khác thường" not in [t.get("name") for t in traces(figure)]
        assert max(shape.y0 for shape in figure.layout.shapes) == 1


class TestBullets:
    def test_colour_label_and_target_come_from_the_row(self, scorecard):
        figure = bullets(scorecard, "II.7")
        assert trace(figure, "Kết quả")["marker"]["color"][0] == LOOKS[Status.ACHIEVED].colour
        assert trace(figure, "Chỉ tiêu giao")["x"][0] == 0.95
        said = [a.text for a in figure.layout.annotations]
        assert "<b>2.499/2.500 = 99,96%</b> · ✓ Đạt" in said

    def test_marks_stand_beside_the_status_in_the_hover(self, scorecard):
        (rate,) = trace(bullets(scorecard, "II.3"), "Kết quả")["hovertext"][1:2]
        assert "Hết khả năng đạt cả năm · còn số liệu quá hạn · dự báo khó đạt" in rate
        assert "Còn số liệu quá hạn" in trace(bullets(scorecard, "II.5"), "Kết quả")["hovertext"][0]

    def test_the_hover_says_on_which_side_of_the_target_to_stay(self, scorecard):
        late = make_indicator(
            "II.3-9", direction=Direction.LOWER, targets=(make_target(5, strict=True),)
        )
        card = score(make_plan(late), [], [], scorecard.scope, cards.TODAY)
        assert "Dưới 5%" in trace(bullet(card, "II.3-9"), "Kết quả")["hovertext"][0]
        assert "Trên 95%" in trace(bullet(scorecard, cards.STRICT), "Kết quả")["hovertext"][0]

    def test_a_count_lies_by_its_share_of_the_target(self, scorecard):
        figure = bullets(scorecard, "II.7")
        assert trace(figure, "Kết quả")["x"][1] == 0.5
        assert trace(figure, "Chỉ tiêu giao")["x"][1] == 1

    def test_what_has_no_value_has_no_bar(self, scorecard):
        figure = bullets(scorecard, "II.5")
        assert trace(figure, "Kết quả")["x"] == [None]
        assert "○ Chưa có số liệu" in [a.text for a in figure.layout.annotations]

    def test_milestones_have_words_only(self, scorecard):
        figure = bullets(scorecard, "II.4")
        assert trace(figure, "Kết quả")["x"] == []
        said = [a.text for a in figure.layout.annotations]
        assert "▼ Chậm" in said and "✓ Đạt" in said

    def test_the_trajectory_is_marked_where_it_asks_less_than_the_target(self, scorecard):
        figure = bullets(scorecard, "II.2")
        assert trace(figure, "Mức phải có đến nay")["x"] == [pytest.approx(4 / 12)]

    def test_one_row_makes_one_bullet(self, scorecard):
        figure = bullet(scorecard, cards.FALLING_SHORT)
        assert trace(figure, "Kết quả")["x"] == [0.7]
        assert figure.layout.height < 100


class TestDepartments:
    def test_a_department_that_sent_nothing_is_named_so(self, scorecard):
        figure = department_bars(scorecard, cards.FALLING_SHORT, DEPARTMENTS)
        labels = next(t for t in traces(figure) if t.get("mode") == "text")["text"]
        assert labels == ["<b>chưa gửi</b>", "<b>42/60 = 70%</b>", "<b>42/60 = 70%</b>"]
        bars = next(t for t in traces(figure) if t.get("hoverinfo") == "text")
        assert bars["x"] == [None, 0.7, 0.7]

    def test_below_them_stands_their_sum_and_not_their_average(self):
        figures = [make_figure(1, 2, department="VPHDND"), make_figure(90, 100)]
        plan = make_plan(make_indicator(departments=("VPHDND", "PVHXH")))
        card = score(plan, figures, [], scope(ReportPeriod.YEAR, month(1)), cards.TODAY)
        figure = department_bars(card, "II.3-2", DEPARTMENTS)
        labels = next(t for t in traces(figure) if t.get("mode") == "text")["text"]
        assert labels[-1] == "<b>91/102 = 89,2%</b>"
        assert figure.layout.yaxis.ticktext[-1] == "Toàn xã (cộng các đơn vị)"

    def test_the_target_is_a_dashed_line(self, scorecard):
        figure = department_bars(scorecard, cards.STRICT, DEPARTMENTS)
        line = figure.layout.shapes[0]
        assert line.x0 == line.x1 == 0.95 and line.line.dash == "dash"
        assert "<b>Trên 95%</b>" in [a.text for a in figure.layout.annotations]

    def test_counts_are_compared_with_the_greatest(self, scorecard):
        figure = department_bars(scorecard, cards.COUNTED, DEPARTMENTS)
        bars = next(t for t in traces(figure) if t.get("hoverinfo") == "text")
        assert bars["x"] == [None, 1, 1]
        assert not figure.layout.shapes


class TestSubmissions:
    def test_on_a_phone_each_name_stands_above_its_cells(self, scorecard):
        """Every second line is free for a name; what the cells say is the same."""
        plan = scorecard.plan
        frame = submission_states(plan, [make_receipt(1, cards.TODAY)], cards.TODAY)
        wide, narrow = (
            trace(submission_matrix(frame, plan.departments, narrow=narrow), "Chưa gửi")
            for narrow in (False, True)
        )
        assert narrow["z"][1::2] == wide["z"]
        assert not any(cell for line in narrow["z"][::2] for cell in line)
        assert {text for line in narrow["text"] for text in line} == {"", "▼"}
        assert len(narrow["y"]) == len(narrow["z"]) + 1

    def test_each_state_has_its_colour_symbol_and_word(self, scorecard):
        plan = scorecard.plan
        due = [plan.calendar.due_on(month(at)) for at in range(1, 13)]
        receipts = [make_receipt(1, due[0]), make_receipt(2, due[2])]
        frame = submission_states(plan, receipts, cards.TODAY)
        figure = submission_matrix(frame, plan.departments)
        for state in SubmissionState:
            cells, look = trace(figure, state.label), SUBMISSION_LOOKS[state]
            assert cells["colorscale"][0][1] == look.colour
            assert sum(z is not None for line in cells["z"] for z in line) == int(
                (frame["state"] == state).sum()
            )
        on_time = trace(figure, "Đúng hạn")
        assert on_time["text"][1][0] == "✓<br>Đúng hạn"
        assert f"Gửi ngày {words.day(due[0])}" in on_time["hovertext"][1][0]
        missing = trace(figure, "Chưa gửi")["hovertext"][0][0]
        assert missing == f"<b>Tháng 1</b>: chưa gửi<br>Hạn gửi: {words.day(due[0])}"
