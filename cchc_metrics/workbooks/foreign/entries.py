"""The rows of one sheet, as the officer confirmed them -> an indicator's parts, month by month."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cchc_metrics.plan.model import Indicator, Kind, Trajectory
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workbooks.foreign.answers import Answers
from cchc_metrics.workbooks.foreign.proposal import (
    ProposedNumber,
    ProposedRow,
    ProposedSheet,
    meaning_of,
    parse_meaning,
)
from cchc_metrics.workbooks.foreign.terms import MatchKind, Part


@dataclass
class Entry:
    """What one or more rows say of one indicator; `parts` by month and part."""

    indicator: Indicator
    row: ProposedRow
    parts: dict[tuple[ReportingMonth, Part], ProposedNumber] = field(default_factory=dict)

    @property
    def months(self) -> list[ReportingMonth]:
        return sorted({month for month, _ in self.parts})

    def part(self, month: ReportingMonth, part: Part) -> ProposedNumber | None:
        return self.parts.get((month, part))


def meaning_in_force(
    row: ProposedRow, rows: dict[str, ProposedRow], answers: Answers
) -> str | None:
    """The row's meaning; "" where it is left out, None where it has to be asked."""
    if row.key in answers.rows:
        return answers.rows[row.key]
    if row.match is MatchKind.CONTEXT:
        above = meaning_in_force(rows[row.parent], rows, answers)
        return meaning_of(parse_meaning(above)[0], row.part) if above else above
    return None if row.match is MatchKind.NEAR else row.meaning


def entries(
    sheet: ProposedSheet,
    confirmed: dict[str, str],
    indicators: dict[str, Indicator],
    month: ReportingMonth | None,
    year: int,
) -> list[Entry]:
    """In reading order; a part that comes again begins another entry of its indicator.

    `confirmed` is the meaning of each row that counts, by the row's key; `month` is the sheet's.
    """
    found: list[Entry] = []
    for row in sheet.rows:
        code, part = parse_meaning(confirmed.get(row.key, ""))
        if code not in indicators:
            continue
        parts = dict(_parts(row, part, indicators[code], month, year))
        entry = next((e for e in found if e.indicator.code == code), None)
        if entry is None or parts.keys() & entry.parts.keys():
            entry = Entry(indicators[code], row)
            found.append(entry)
        entry.parts |= parts
    return found


def _parts(
    row: ProposedRow, part: Part, indicator: Indicator, month: ReportingMonth | None, year: int
) -> Iterator[tuple[tuple[ReportingMonth, Part], ProposedNumber]]:
    """Of columns of the month and of running totals, those that the indicator is counted by."""
    totals = _takes_totals(row, indicator)
    for number in row.numbers:
        at = ReportingMonth(year, number.month) if number.month else month
        if at is not None and number.is_cumulative in totals:
            yield (at, part if number.is_in_line else number.part), number


def _takes_totals(row: ProposedRow, indicator: Indicator) -> tuple[bool, ...]:
    kinds = {number.is_cumulative for number in row.numbers}
    if len(kinds) < 2:
        return tuple(kinds)
    builds_up = indicator.kind is Kind.STOCK and indicator.trajectory is not Trajectory.FLAT
    return (builds_up,)
