"""How a department's sheet is laid out: written by `template`, read back by `recognise`.

Two forms. The month form has one row an indicator and its two figures side by side. The year form
has twelve month columns and three rows an indicator: numerator, denominator, rate. Columns are
found again by their header words and rows by the indicator's code, never by position.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import MONTHS_A_YEAR, ReportingMonth, Window

DATA_SHEET = "Số liệu"
MILESTONE_SHEET = "Việc phải hoàn thành"
META_SHEET = "_mau"
ISSUE_SHEET = "Lỗi"

CODE = "Mã chỉ tiêu"
NAME = "Tên chỉ tiêu"
NUMERATOR_WORDS = "Tử số là"
NUMERATOR = "Tử số"
DENOMINATOR_WORDS = "Mẫu số là"
DENOMINATOR = "Mẫu số"
RATE = "Tỷ lệ"
TARGET = "Chỉ tiêu giao"
NOTE = "Ghi chú"
LINE = "Dòng"
MEANING = "Nội dung"

MONTH_COLUMNS = (
    CODE,
    NAME,
    NUMERATOR_WORDS,
    NUMERATOR,
    DENOMINATOR_WORDS,
    DENOMINATOR,
    RATE,
    TARGET,
    NOTE,
)
MONTH_NAMES = tuple(f"Tháng {m}" for m in range(1, MONTHS_A_YEAR + 1))
YEAR_COLUMNS = (CODE, NAME, LINE, MEANING, *MONTH_NAMES, TARGET, NOTE)
YEAR_LINES = (NUMERATOR, DENOMINATOR, RATE)

MILESTONE_CODE = "Mã việc"
MILESTONE_NAME = "Việc"
DUE_ON = "Hạn"
STATE = "Tình trạng"
DONE_ON = "Ngày hoàn thành"
DOCUMENT = "Số, ký hiệu văn bản"
EVIDENCE = "Kết quả, minh chứng"
MILESTONE_COLUMNS = (MILESTONE_CODE, MILESTONE_NAME, DUE_ON, STATE, DONE_ON, DOCUMENT, EVIDENCE)

# The visible line that names the sheet's department, month and plan.
STAMP_START = "Mẫu"
STAMP_SEPARATOR = " · "
_PROPERTY_PREFIX = "cchc_"


class Form(StrEnum):
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class Stamp:
    """What a sheet says of itself; hints to be confirmed, never an authority.

    `period` is `2026-03` for the month form and `2026` for the year form.
    """

    department: str
    period: str
    plan_code: str
    plan_version: str
    window: str

    @classmethod
    def of(cls, plan: Plan, department: str, months: tuple[ReportingMonth, ...]) -> "Stamp":
        period = str(months[0]) if len(months) == 1 else str(plan.calendar.year)
        days = Window(plan.calendar.window(months[0]).start, plan.calendar.window(months[-1]).end)
        return cls(department, period, plan.code, plan.version, window_code(days))

    @property
    def form(self) -> Form:
        return Form.YEAR if self.period.isdigit() else Form.MONTH

    @property
    def line(self) -> str:
        """`Mẫu · PKT · 2026-03 · mu-ca-2026 · bản 1 · 2026-02-15/2026-03-14`."""
        parts = (STAMP_START, self.department, self.period, self.plan_code)
        return STAMP_SEPARATOR.join((*parts, f"bản {self.plan_version}", self.window))

    @classmethod
    def parse(cls, line: str) -> "Stamp | None":
        """Read a stamp line back; None where the text is no such line."""
        parts = [part.strip() for part in line.split(STAMP_SEPARATOR.strip())]
        if len(parts) != 6 or parts[0] != STAMP_START:
            return None
        return cls(parts[1], parts[2], parts[3], parts[4].removeprefix("bản").strip(), parts[5])

    def properties(self) -> dict[str, str]:
        """The stamp as names and texts, for custom properties and the very hidden sheet."""
        return {_PROPERTY_PREFIX + name: value for name, value in vars(self).items()}

    @classmethod
    def from_properties(cls, values: Mapping[str, str]) -> "Stamp | None":
        """The inverse of `properties`; None where a part is missing."""
        parts = [values.get(_PROPERTY_PREFIX + name, "") for name in cls.__dataclass_fields__]
        return cls(*parts) if all(parts) else None

    def month(self) -> ReportingMonth | None:
        """The month of a month form; None for the year form or an unreadable period."""
        try:
            return ReportingMonth.parse(self.period)
        except ValueError:
            return None


def window_code(window: Window) -> str:
    return f"{window.start.isoformat()}/{window.end.isoformat()}"


def window_days(code: str) -> Window | None:
    """Read `2026-02-15/2026-03-14` back; None where it is something else."""
    try:
        start, end = (date.fromisoformat(part) for part in code.split("/"))
    except ValueError:
        return None
    return Window(start, end)
