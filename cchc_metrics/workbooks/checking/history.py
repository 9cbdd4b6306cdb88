"""Judges new figures against those already recorded: slipped digits, running totals that fall."""

from collections.abc import Iterable, Iterator

from cchc_metrics import words
from cchc_metrics.plan.figures import Figure, PlacedFigure
from cchc_metrics.plan.model import Kind, Plan, Trajectory
from cchc_metrics.workbooks.checking.issues import Issue

# A slipped digit makes a figure ten times too large or too small; smaller swings are normal for
# a commune with 20 to 30 dossiers a month, and so is anything before there is a habit to compare.
JUMP = 10
FEWEST_MONTHS = 3
SMALLEST_JUMP = 20


def history_issues(
    placed: Iterable[PlacedFigure], recorded: Iterable[Figure], plan: Plan
) -> list[Issue]:
    """W05 and W06 for one department's new figures; `recorded` are its figures of the year."""
    new = list(placed)
    known = {(f.indicator, f.month): f for f in recorded}
    known |= {(p.figure.indicator, p.figure.month): p.figure for p in new}
    by_month: dict[str, list[Figure]] = {}
    for (indicator, _), figure in sorted(known.items()):
        by_month.setdefault(indicator, []).append(figure)
    issues: list[Issue] = []
    for item in new:
        own = item.figure
        others = [f for f in by_month[own.indicator] if f.month != own.month]
        issues += _jump(item, others)
        issues += _fallen_total(item, others, plan)
    return issues


def _size(figure: Figure) -> int:
    return figure.numerator if figure.denominator is None else figure.denominator


def _jump(item: PlacedFigure, others: list[Figure]) -> Iterator[Issue]:
    sizes = [_size(other) for other in others if _size(other) > 0]
    size = _size(item.figure)
    if len(sizes) < FEWEST_MONTHS or size == 0:
        return
    risen = size >= JUMP * max(sizes) and size >= SMALLEST_JUMP
    fallen = size * JUMP <= min(sizes) and min(sizes) >= SMALLEST_JUMP
    if risen or fallen:
        cell = item.denominator_cell or item.numerator_cell
        found = words.number(size)
        yield Issue("W05", item.sheet, cell, found, f"{JUMP} lần", item.figure.indicator)


def _fallen_total(item: PlacedFigure, others: list[Figure], plan: Plan) -> Iterator[Issue]:
    """A stock on a rising path is reported as a running total, so it does not fall."""
    indicator = plan.indicator(item.figure.indicator)
    if indicator.kind is not Kind.STOCK or indicator.trajectory is Trajectory.FLAT:
        return
    earlier = [other for other in others if other.month < item.figure.month]
    if earlier and item.figure.numerator < earlier[-1].numerator:
        found = words.number(item.figure.numerator)
        before = words.number(earlier[-1].numerator)
        yield Issue("W06", item.sheet, item.numerator_cell, found, before, indicator.code)
