"""Values as a file writes them -> the text a `Cell` holds; None for what is not such a value."""

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final

# Excel computes in binary and shows 15 digits: 0.95000000000000007 in a file is 0.95 on screen.
_SHOWN: Final = Context(prec=15, rounding=ROUND_HALF_EVEN)
_LONGEST_NUMBER: Final = 400
# Excel keeps 2.2251E-308 to 9.99E307, so that every number read is a finite double.
_EXPONENTS: Final = range(-308, 308)

# ASCII only, unlike float() and Decimal(), which take "1_000", "nan" and Arabic digits.
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_SHORT_WHOLE: Final = re.compile(r"0|-?[1-9][0-9]{0,14}")

_EPOCH_1900: Final = datetime(1899, 12, 30)
_EPOCH_1904: Final = datetime(1904, 1, 1)
_LAST_SERIAL_1900: Final = 2_958_466  # the day after 9999-12-31
_LAST_SERIAL_1904: Final = 2_957_004
_FIRST_RELIABLE_SERIAL: Final = 61
_SECONDS_A_DAY: Final = 86_400

_ISO_DATE: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
_ISO_TIME: Final = re.compile(r"T?[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?Z?")


def number_text(raw: str) -> str | None:
    """ "1.2E-3" -> "0.0012": plain decimal digits, at most 15 that count."""
    text = raw.strip(" \t\r\n")
    if _SHORT_WHOLE.fullmatch(text):
        return text
    if len(text) > _LONGEST_NUMBER or _NUMBER.fullmatch(text) is None:
        return None
    number = _SHOWN.create_decimal(text)
    if number.is_zero():
        return "0"
    if number.adjusted() not in _EXPONENTS:
        return None
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def date_text(number: str, uses_1904_dates: bool) -> str | None:
    """A serial day as an ISO date, with the time if it has one; None where Excel has no date.

    A time of day alone is no date. In the 1900 system day 60 is a 29 February that never was, and
    the days before it are one off.
    """
    serial = Decimal(number)
    last = _LAST_SERIAL_1904 if uses_1904_dates else _LAST_SERIAL_1900
    if not 1 <= serial < last:
        return None
    if uses_1904_dates:
        start = _EPOCH_1904
    elif serial >= _FIRST_RELIABLE_SERIAL:
        start = _EPOCH_1900
    elif serial < _FIRST_RELIABLE_SERIAL - 1:
        start = _EPOCH_1900 + timedelta(days=1)
    else:
        return None
    return _iso(start, serial)


def _iso(start: datetime, serial: Decimal) -> str | None:
    seconds = int((serial * _SECONDS_A_DAY).to_integral_value(ROUND_HALF_EVEN))
    try:
        moment = start + timedelta(seconds=seconds)
    except OverflowError:  # a fraction of a second before the end of the year 9999
        return None
    if seconds % _SECONDS_A_DAY == 0:
        return moment.date().isoformat()
    return moment.isoformat()


def iso_date_text(raw: str) -> str | None:
    """The value of a cell of type "d"; fractions of a second and time zones are left out."""
    match = _ISO_DATE.fullmatch(raw.strip(" \t\r\n"))
    if match is None:
        return None
    day, time = match[1], match[2]
    try:
        date.fromisoformat(day)
        if time is not None:
            datetime.fromisoformat(f"{day}T{time}")
    except ValueError:
        return None
    return day if time in (None, "00:00:00") else f"{day}T{time}"


def is_time_of_day(raw: str) -> bool:
    return _ISO_TIME.fullmatch(raw) is not None
