"""What a kind of problem is: how much it weighs, its rule and its cure."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        return _SEVERITY_LABELS[self]


_SEVERITY_LABELS = {
    Severity.ERROR: "Lỗi",
    Severity.WARNING: "Cảnh báo",
    Severity.NOTE: "Lưu ý",
}


@dataclass(frozen=True)
class Rule:
    """One kind of problem; `rule` and `cure` are Vietnamese sentences with named blanks."""

    severity: Severity
    rule: str
    cure: str
