"""What two sets of figures have in common and where they differ, indicator by indicator."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from cchc_metrics.plan.figures import Figure, PlacedFigure


@dataclass(frozen=True)
class Change:
    """One indicator on both sides; None is no figure."""

    indicator: str
    old: Figure | None
    new: Figure | None

    @property
    def is_change(self) -> bool:
        """Whether anything but the month differs, the note included."""
        if self.old is None or self.new is None:
            return self.old is not self.new
        return replace(self.old, month=self.new.month) != self.new

    @property
    def numerator(self) -> int:
        """By how much the numerator grew; both sides have a figure."""
        assert self.old is not None and self.new is not None
        return self.new.numerator - self.old.numerator

    @property
    def denominator(self) -> int:
        assert self.old is not None and self.new is not None
        return (self.new.denominator or 0) - (self.old.denominator or 0)

    @property
    def rate(self) -> Fraction | None:
        """By how much the rate grew; None where one of them does not exist."""
        old, new = _rate(self.old), _rate(self.new)
        return None if old is None or new is None else new - old


def changes(
    indicators: Iterable[str], old: Iterable[PlacedFigure], new: Iterable[PlacedFigure]
) -> tuple[Change, ...]:
    """In the order of `indicators`, those that stand on either side."""
    before = {placed.figure.indicator: placed.figure for placed in old}
    after = {placed.figure.indicator: placed.figure for placed in new}
    return tuple(
        Change(code, before.get(code), after.get(code))
        for code in indicators
        if code in before or code in after
    )


def _rate(figure: Figure | None) -> Fraction | None:
    if figure is None or not figure.denominator:
        return None
    return Fraction(figure.numerator, figure.denominator)
