"""Which daily backups to keep: the latest days, and for longer the first of each month."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

DAYS, MONTHS = 14, 12

_DAILY = re.compile(r"cchc-(\d{4}-\d{2}-\d{2})\.zip")


def daily_name(day: date) -> str:
    return f"cchc-{day.isoformat()}.zip"


def outlived(names: Iterable[Path]) -> list[Path]:
    """The daily backups that need no longer be kept; other files are none of ours."""
    by_day = {day: path for path in names if (day := _day_of(path)) is not None}
    first_days = {(day.year, day.month): day for day in sorted(by_day, reverse=True)}
    monthly = sorted(first_days.values())[-MONTHS:]
    kept = {*sorted(by_day)[-DAYS:], *monthly}
    return [path for day, path in sorted(by_day.items()) if day not in kept]


def _day_of(path: Path) -> date | None:
    match = _DAILY.fullmatch(path.name)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None
