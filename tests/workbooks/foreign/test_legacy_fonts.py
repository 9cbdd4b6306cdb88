"""Labels in fonts of before Unicode: known strings, the vote of a sheet, and what must stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_metrics.workbooks.foreign.legacy_fonts import known_words, to_unicode
from cchc_metrics.workbooks.foreign.legacy_letters import from_tcvn3, from_vni
from cchc_metrics.workbooks.foreign.terms import Legacy
from tests.workbooks.foreign.sheets import PLAN, sheet

KNOWN = known_words(indicator.name for indicator in PLAN.indicators)

TCVN3 = {
    "Tû lÖ hé nghÌo": "Tỷ lệ hộ nghèo",
    "Hå s¬ trùc tuyÕn": "Hồ sơ trực tuyến",
    "§¬n vÞ: Trung t©m Phôc vô hµnh chÝnh c«ng": "Đơn vị: Trung tâm Phục vụ hành chính công",
    "KÎ ngâ vÏ vÝ bì ngì l½ng lÏ h¼n nhØ ü þ É": "Kẻ ngõ vẽ ví bỡ ngỡ lẵng lẽ hẳn nhỉ ỹ ỵ ẫ",
    "ch\u00ada cã": "chưa có",  # its "ư" is the soft hyphen, which cleaners strip
}
VNI = {
    "Tyû leä hoä ngheøo": "Tỷ lệ hộ nghèo",
    "Hoà sô tröïc tuyeán": "Hồ sơ trực tuyến",
    "Ñôn vò: Trung taâm Phuïc vuï haønh chính coâng": "Đơn vị: Trung tâm Phục vụ hành chính công",
}


@pytest.mark.parametrize(("old", "meant"), TCVN3.items())
def test_tcvn3(old: str, meant: str) -> None:
    assert from_tcvn3(old) == meant


@pytest.mark.parametrize(("old", "meant"), VNI.items())
def test_vni(old: str, meant: str) -> None:
    assert from_vni(old) == meant


@given(st.text("0123456789.,-/()% "))
def test_no_number_becomes_another(text: str) -> None:
    assert from_tcvn3(text) == from_vni(text) == text


@pytest.mark.parametrize(("legacy", "labels"), [(Legacy.TCVN3, TCVN3), (Legacy.VNI, VNI)])
def test_a_font_decides_for_its_cell_and_shows_before_and_after(
    legacy: Legacy, labels: dict[str, str]
) -> None:
    font = {Legacy.TCVN3: ".VnTime", Legacy.VNI: "VNI-Times"}[legacy]
    rows = [[old, 12] for old in labels]
    fonts = {(row, 1): font for row in range(1, len(rows) + 1)}
    converted, found, conversions = to_unicode(sheet(rows, old_fonts=fonts))
    assert found is legacy
    assert {c.before: c.after for c in conversions} == labels
    assert [converted.cells[row, 2].text for row in range(1, len(rows) + 1)] == ["12"] * len(rows)


def test_a_font_that_shows_capitals() -> None:
    shown, _, _ = to_unicode(sheet([["b¸o c¸o"]], old_fonts={(1, 1): ".VnTimeH"}))
    assert shown.cells[1, 1].text == "BÁO CÁO"


def test_what_is_in_unicode_stays_whatever_its_font() -> None:
    names = [[indicator.name, indicator.unit, "báo cáo", "¾"] for indicator in PLAN.indicators]
    fonts = {(row, column): ".VnTime" for row in range(1, len(names) + 1) for column in (1, 2)}
    for old_fonts in ({}, fonts):
        given_sheet = sheet(names, old_fonts=old_fonts)
        converted, _, conversions = to_unicode(given_sheet, KNOWN)
        changed = {c.before for c in conversions}
        assert all(row[0] not in changed for row in names)
        assert old_fonts or converted == given_sheet
