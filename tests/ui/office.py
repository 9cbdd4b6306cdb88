"""The figures that the department of these tests sends, and its sheets filled with them."""

from collections.abc import Mapping
from typing import Any

from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workflow.accounts import taken_at_word
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.uploads import read_upload, save_upload, template
from tests.workbooks.filling import fill

NUMERATOR, DENOMINATOR = "Tử số", "Mẫu số"
DEPARTMENT = "Trung tâm Phục vụ hành chính công"
CODE = "TTPVHCC"
# What the tests look at: a rate that must be 100% all year.
INDICATOR = "II.3-2"
# Its cells in the month form.
NUMERATOR_CELL, DENOMINATOR_CELL, RATE_CELL = "D10", "F10", "G10"

# Every indicator of the department's month form, so that no row is left blank.
FIGURES: Mapping[str, tuple[int, int]] = {
    "II.1-1b": (6, 12),
    "II.3-1": (90, 150),
    INDICATOR: (120, 150),
    "II.3-3": (140, 140),
    "II.3-4": (30, 60),
    "II.3-5": (40, 80),
    "II.3-7": (0, 0),
    "II.5-1": (10, 12),
    "II.7-1": (97, 100),
    "II.7-2": (45, 50),
    "II.7-3": (20, 200),
}


def filled(template: bytes, changes: Mapping[tuple[str, str], Any] | None = None) -> bytes:
    """The month form with every figure typed in; `changes` as (code, column word) -> typed."""
    entries: dict[tuple[str, str], Any] = {}
    for code, (numerator, denominator) in FIGURES.items():
        entries[code, NUMERATOR] = numerator
        entries[code, DENOMINATOR] = denominator
    return fill(template, entries | dict(changes or {}))


def send_march(office: Office, numerator: int, sender: str = "Vàng Seo Páo") -> None:
    """A colleague sends March of 2026, the sheet filled in but for one numerator."""
    march, colleague = ReportingMonth(2026, 3), taken_at_word(sender)
    content = filled(template(office, CODE, march), {(INDICATOR, NUMERATOR): numerator})
    expected, name = Expected(CODE, march), f"CCHC_{CODE}_2026-03.xlsx"
    upload = read_upload(office, name, content, expected, colleague, office.today())
    save_upload(office, upload, colleague, "", office.now())
