"""What people fill in before a document is sent: number, day, signer, recipients.

What is not known stays empty here and a dotted space on paper; nothing is made up.
"""

from dataclasses import dataclass
from datetime import date

BLANK = "……"
REPORT_SYMBOL, LETTER_SYMBOL = "BC-UBND", "UBND-VHXH"


@dataclass(frozen=True)
class Fields:
    """Empty means not known yet. `capacity` is said above the signer, a line each.

    `reply_by` is the day by which a letter asks for an answer; `opening` and `closing` stand in
    the place of its own words where somebody wants others.
    """

    number: str = ""
    day: date | None = None
    addressed_to: tuple[str, ...] = ()
    capacity: tuple[str, ...] = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    signer: str = ""
    recipients: tuple[str, ...] = ("Lưu: VT, VHXH",)
    reply_by: date | None = None
    opening: str = ""
    closing: str = ""


def numbered(fields: Fields, symbol: str) -> str:
    """`05/BC-UBND`: numbers below 10 with a leading 0; dots where it has none yet."""
    number = fields.number.strip()
    return f"{number.zfill(2) if number else BLANK}/{symbol}"


def dated(day: date | None, year: int) -> str:
    """`ngày 05 tháng 01 năm 2026`: days below 10 and months 1 and 2 with a leading 0."""
    if day is None:
        return f"ngày {BLANK} tháng {BLANK} năm {year}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def place_of(commune: str) -> str:
    """`Mù Cả` of `xã Mù Cả`: the name alone, as the decree wants it before the day."""
    kinds = ("xã ", "phường ", "đặc khu ")
    return next((commune.removeprefix(k) for k in kinds if commune.startswith(k)), commune)
