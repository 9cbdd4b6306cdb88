"""Whether the figures of a sheet seem to be running totals: by words, period, or never falling."""

from collections.abc import Iterable, Sequence

from cchc_metrics.workbooks.foreign.headings import says_cumulative
from cchc_metrics.workbooks.foreign.hints import Period
from cchc_metrics.workbooks.foreign.proposal import ProposedColumn, ProposedRow
from cchc_metrics.workbooks.foreign.terms import Part, Role, State

FEWEST_MONTHS = 4
FEWEST_ROWS = 2


def suspicion(
    titles: Iterable[str],
    period: Period | None,
    columns: Sequence[ProposedColumn],
    rows: Sequence[ProposedRow],
) -> tuple[str, int]:
    """Why the figures seem cumulative ("" if they do not), and the month that they start with."""
    numbered = [c for c in columns if c.role in (Role.NUMERATOR, Role.DENOMINATOR, Role.VALUE)]
    if numbered and all(column.is_cumulative for column in numbered):
        return f"tiêu đề cột ghi “{numbered[0].heading}”", 1
    if period is not None and period.first != period.last:
        return f"kỳ của trang gồm {period.last - period.first + 1} tháng", period.first
    if any(column.is_cumulative for column in numbered):
        return "", 1  # the sheet has columns of the month as well, and those are taken
    title = next((title for title in titles if says_cumulative(title)), "")
    if title:
        return f"dòng đầu trang ghi “{title}”", 1
    months = {column.month for column in numbered if column.month}
    if len(months) >= FEWEST_MONTHS and _never_fall(rows):
        return "số liệu các tháng không bao giờ giảm", 1
    return "", 1


def _never_fall(rows: Sequence[ProposedRow]) -> bool:
    series = [
        s for row in rows for part in (Part.NUMERATOR, Part.DENOMINATOR) if (s := _of(row, part))
    ]
    rising = [s for s in series if s == sorted(s) and s[0] < s[-1]]
    falling = [s for s in series if s != sorted(s)]
    return len(rising) >= FEWEST_ROWS and not falling


def _of(row: ProposedRow, part: Part) -> list[int]:
    """A part's values by month, where there are enough of them to tell."""
    values = {
        number.month: number.reading.value
        for number in row.numbers
        if number.part is part and number.month and number.reading.state is State.VALUE
    }
    found = [value for _, value in sorted(values.items()) if value is not None]
    return found if len(found) >= FEWEST_MONTHS else []
