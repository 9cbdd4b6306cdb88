"""Names, notes and file names are shown as they stand; none of them becomes markup."""

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest

from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.plan.progress import ProgressState
from cchc_metrics.store.targets import NewTarget, TargetDocument
from cchc_metrics.workflow.judging.explaining import Announced, Answer, explain
from cchc_metrics.workflow.judging.progress import Progress, report
from cchc_metrics.workflow.judging.targets import enter_target
from cchc_metrics.workflow.office import Office
from tests.ui.conftest import COORDINATOR
from tests.ui.hostile_text import HOSTILE, LINK, MARKUP, PICTURE, hostile_plan, send_hostile_file
from tests.ui.office import CODE, INDICATOR
from tests.ui.opening import charts, markdown_texts, open_page, opens_well
from tests.workflow.own_sheets import workbook

# A `<`, `[` or `!` that no backslash stands before.
ALIVE = re.compile(r"(?<!\\)(<b>|<img|\[bấm|!\[ảnh)")


@pytest.fixture
def plan_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_PLAN", str(hostile_plan(tmp_path)))


@pytest.fixture
def hostile_record(plan_file: None, empty_record: Office) -> Office:
    send_hostile_file(empty_record)
    return empty_record


@pytest.mark.parametrize("name", ["overview", "areas", "lagging", "submit", "plan"])
def test_hostile_text_is_shown_and_stays_text(name: str, hostile_record: Office) -> None:
    page = open_page(name)
    if name == "areas":
        plan = hostile_record.plan
        page.selectbox(key="linh-vuc").set_value(plan.area("II.3")).run()
        page.selectbox(key="chi-tieu").set_value(plan.indicator(INDICATOR)).run()
    if name == "submit":
        page.selectbox(key="don-vi").set_value(hostile_record.plan.department(CODE)).run()
    assert opens_well(page)
    shown = "\n".join(markdown_texts(page))
    drawn = json.dumps(charts(page), ensure_ascii=False)
    assert "đậm" in shown + drawn
    assert ALIVE.findall(shown) == []
    assert "<img" not in drawn and "<b>đậm" not in drawn


def test_a_hostile_file_name_stays_text_on_the_page_it_is_handed_in(hostile_record: Office) -> None:
    page = open_page("submit")
    page.file_uploader[0].upload(f"{MARKUP}.xlsx", b"%PDF-1.7 ").run()
    assert opens_well(page)
    shown = "\n".join(markdown_texts(page))
    assert "Tệp là PDF" in shown and "onerror" in shown
    assert ALIVE.findall(shown) == []


def test_hostile_labels_and_cells_of_an_own_sheet_stay_text(empty_record: Office) -> None:
    rows = [(1, f"Hồ sơ trực tuyến {PICTURE}", f"{LINK} 5", 9), (2, HOSTILE, f"({MARKUP})", 9)]
    heading = ("TT", "Chỉ tiêu", f"Tử số {LINK}", "Mẫu số")
    page = open_page("submit")
    content = workbook({"Trang 1": [(HOSTILE,), ("Tháng 3 năm 2026",), heading, *rows]})
    page.file_uploader[0].upload(f"{MARKUP}.xlsx", content).run()
    assert opens_well(page)
    labels = [each.label for kind in (page.selectbox, page.button, page.expander) for each in kind]
    shown = "\n".join([*markdown_texts(page), *labels])
    assert "outside" in shown and "đậm" in shown
    assert ALIVE.findall(shown) == []


def test_hostile_causes_and_evidence_stay_text(empty_record: Office) -> None:
    send_hostile_file(empty_record)
    today, now = empty_record.today(), empty_record.now()
    announced = Announced(HOSTILE, MARKUP, today)
    march = ReportingMonth(2026, 3)
    explain(empty_record, COORDINATOR, Answer(INDICATOR, march, HOSTILE, announced), now)
    started = Progress(ProgressState.IN_PROGRESS, None, None, HOSTILE, MARKUP)
    report(empty_record, COORDINATOR, "III.1", 0, started, now)
    document = TargetDocument(MARKUP, today, LINK)
    target = NewTarget(INDICATOR, Fraction(9, 10), False, today, document)
    enter_target(empty_record, COORDINATOR, target, HOSTILE, now)
    for name in ("actions", "tasks", "plan", "lagging"):
        page = open_page(name)
        assert opens_well(page)
        shown = "\n".join(markdown_texts(page))
        assert "đậm" in shown
        assert ALIVE.findall(shown) == []
