"""Every page opens, on every record and for every period, and says what it shows."""

import re
from collections import Counter

import pytest

from cchc_metrics.access.roles import PUBLIC, Role, Visitor
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod
from cchc_metrics.ui.frame import _SECTIONS as SECTIONS
from cchc_metrics.workflow.office import Office
from tests.ui.opening import PAGES, chart_words, charts, open_page, opens_well

# Pages that follow the two pickers at the left, and how many charts each has.
FOLLOWING = {"overview": 2, "areas": 2, "lagging": 1}
ENGLISH = re.compile(
    r"\b(the|of|and|target|actual|expected|month|value|trace|rate|area|department|indicator|status"
    r"|total|count|percent|progress|data|none|nan|null|true|false|on time|late|missing)\b",
    re.IGNORECASE,
)
LINK = re.compile(r"</?a\b[^>]*>")
# None: without an account, where the board is open to the public.
ROLES = (*Role, None)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_on_an_empty_record(name: str, empty_record: Office) -> None:
    assert opens_well(open_page(name))


@pytest.mark.parametrize("role", ROLES)
def test_an_empty_record_tells_each_role_where_to_begin(
    role: Role | None, empty_record: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    comes(role, empty_record, monkeypatch)
    first_steps = open_page("overview").info[0].value
    assert first_steps.startswith("**Chưa có số liệu nào.** Bắt đầu theo ba bước")
    assert re.findall(r"^\d\.", first_steps, re.MULTILINE) == ["1.", "2.", "3."]


@pytest.mark.parametrize("role", ROLES)
def test_the_first_steps_lead_only_to_pages_that_open_for_the_role(
    role: Role | None, sample_record: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    comes(role, sample_record, monkeypatch)
    page = open_page("overview")
    assert not page.info
    folded = page.expander[-1]
    assert folded.label.startswith("Dùng lần đầu? Ba bước cho")
    led_to = [link.proto.page for link in folded.get("page_link")]
    assert led_to
    for path in led_to:
        file = next(f for pages in SECTIONS.values() for f, _, _, at in pages if at == path)
        assert open_page(file).title[0].value != "Không xem được trang này"


def comes(role: Role | None, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody of a role, or of the public that may look, opens the pages from now on."""
    department = office.plan.reporting_departments[0].code if role is Role.OFFICER else None
    who = Visitor(role.value, role.label, role, department) if role else PUBLIC
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: who)
    if role is None:
        monkeypatch.setattr("cchc_metrics.workflow.permissions.is_public_board", lambda _: True)


def test_figures_that_a_changed_plan_leaves_out_are_told_on_the_first_page(
    record_of_a_changed_plan: Office,
) -> None:
    page = open_page("overview")
    told = [box.value for box in page.warning if "không được tính" in box.value]
    assert len(told) == 1
    assert "Trung tâm PVHCC: II.3-2 (10 tháng)" in told[0].replace("\\", "")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_on_the_sample_record(name: str, sample_record: Office) -> None:
    page = open_page(name)
    assert opens_well(page)
    assert "Số liệu mẫu để trình diễn" in page.warning[0].value


@pytest.mark.parametrize("month", [ReportingMonth(2026, 2), ReportingMonth(2026, 10)], ids=str)
@pytest.mark.parametrize("name", FOLLOWING)
def test_every_period_opens_also_one_that_has_not_begun(
    name: str, month: ReportingMonth, sample_record: Office
) -> None:
    page = open_page(name)
    page.selectbox(key="thang").set_value(month).run()
    for period in ReportPeriod:
        page.selectbox(key="ky").set_value(period).run()
        assert opens_well(page), period
        said = page.main.caption[0].value
        not_begun = period is ReportPeriod.Q3 and month.month == 2
        assert ("chưa bắt đầu" in said) == not_begun


@pytest.mark.parametrize("number", range(7))
def test_every_area_opens(number: int, sample_record: Office) -> None:
    page = open_page("areas")
    area = sample_record.plan.areas[number]
    page.selectbox(key="linh-vuc").set_value(area).run()
    assert opens_well(page)
    measured = [i for i in sample_record.plan.indicators if i.area == area.code]
    assert len(charts(page)) >= (2 if measured else 1)
    if not measured:
        return
    for indicator in measured:
        page.selectbox(key="chi-tieu").set_value(indicator).run()
        assert opens_well(page), indicator.code


@pytest.mark.parametrize("name", [*FOLLOWING, "submissions"])
def test_charts_have_words_and_all_of_them_are_vietnamese(name: str, sample_record: Office) -> None:
    drawn = charts(open_page(name))
    assert len(drawn) >= FOLLOWING.get(name, 1)
    for spec in drawn:
        words = [LINK.sub("", text) for text in chart_words(spec)]
        assert words
        assert Counter(english for text in words for english in ENGLISH.findall(text)) == Counter()


def test_a_period_in_the_address_is_the_one_that_is_shown(sample_record: Office) -> None:
    page = open_page("overview", thang="Tháng 3/2026", ky="Quý I")
    assert page.main.caption[0].value == (
        "Quý I, tính đến tháng 3/2026. Số liệu từ ngày 15/12/2025 – 14/3/2026."
    )
