"""How a cell was read where it does not say so itself, in a Vietnamese phrase."""

from cchc_metrics import words
from cchc_metrics.plan.figures import CellReading, ReadAs
from cchc_metrics.workbooks.checking.issues import quoted

_TAKEN = {
    ReadAs.TYPED: "sửa tại chỗ thành {taken_as}",
    ReadAs.RULE: "đọc là {taken_as}",
    ReadAs.CHOSEN: "người gửi chọn đọc là {taken_as}",
    ReadAs.TOTAL: "là số lũy kế, phần của tháng là {taken_as}",
    ReadAs.LABEL: "được hiểu là chỉ tiêu {taken_as}",
}
_PARTS = {"numerator": "tử số", "denominator": "mẫu số", "rate": "tỷ lệ"}


def said(reading: CellReading) -> str:
    """`ô D10: trong tệp là “160”, sửa tại chỗ thành 120, lý do: gõ nhầm`."""
    raw = quoted(reading.raw) if reading.raw else "ô trống"
    taken = _TAKEN[reading.kind].format(taken_as=_taken_as(reading))
    why = f", lý do: {reading.reason}" if reading.reason else ""
    return f"ô {reading.cell}: trong tệp là {raw}, {taken}{why}"


def _taken_as(reading: CellReading) -> str:
    """`1.234`, `12/15`, `II.3-1 (tử số)`; what is none of these as it stands."""
    if reading.kind is ReadAs.LABEL:
        code, _, part = reading.taken_as.partition("#")
        return f"{code} ({_PARTS.get(part, part)})" if part else code
    parts = reading.taken_as.split("/")
    return "/".join(words.number(int(each)) if each.isdecimal() else each for each in parts)
