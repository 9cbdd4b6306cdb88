"""Vectors of exact fractions, so that no rate is ever compared after rounding.

Numbers stay in int64 as long as the sizes of both factors prove that a product cannot overflow;
otherwise the whole vector changes to Python integers, which have no limit. A fraction that does
not exist (no figures, a denominator of 0) is marked in `known` and takes part in no comparison.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Integers = NDArray[Any]  # int64, or Python integers where int64 could overflow
Booleans = NDArray[np.bool_]

_INT64_ROOM = 2**62  # two products below this can still be added
_FLOAT_ROOM = 2**53  # up to here a float holds every integer, so that one division rounds once


@dataclass(frozen=True)
class Rates:
    """Fractions in lowest terms, denominators above 0; shape (rows,) or (1,) for all rows."""

    numerator: Integers
    denominator: Integers
    known: Booleans

    @classmethod
    def of(
        cls, numerator: Integers, denominator: Integers, known: Booleans | bool = True
    ) -> "Rates":
        """Numerator / denominator, unknown where the denominator is 0."""
        numerator, denominator, exists = np.broadcast_arrays(
            numerator, denominator, np.asarray(known) & (denominator != 0)
        )
        top = np.where(exists, numerator, 0)
        bottom = np.where(exists, denominator, 1)
        divisor = np.gcd(top, bottom) * np.where(bottom < 0, -1, 1)
        return cls(_narrowed(top // divisor), _narrowed(bottom // divisor), exists.astype(bool))

    @classmethod
    def of_fractions(cls, values: Iterable[Fraction | None]) -> "Rates":
        listed = list(values)
        known = np.array([value is not None for value in listed], dtype=bool)
        top = integers(0 if value is None else value.numerator for value in listed)
        bottom = integers(1 if value is None else value.denominator for value in listed)
        return cls.of(top, bottom, known)

    @classmethod
    def single(cls, value: Fraction | int) -> "Rates":
        """One fraction for all rows."""
        return cls.of_fractions([Fraction(value)])

    def __add__(self, other: "Rates") -> "Rates":
        top = _product(self.numerator, other.denominator) + _product(
            other.numerator, self.denominator
        )
        return Rates.of(top, _product(self.denominator, other.denominator), _both(self, other))

    def __neg__(self) -> "Rates":
        return Rates(-self.numerator, self.denominator, self.known)

    def __sub__(self, other: "Rates") -> "Rates":
        return self + -other

    def __mul__(self, other: "Rates") -> "Rates":
        top = _product(self.numerator, other.numerator)
        return Rates.of(top, _product(self.denominator, other.denominator), _both(self, other))

    def __truediv__(self, other: "Rates") -> "Rates":
        top = _product(self.numerator, other.denominator)
        return Rates.of(top, _product(self.denominator, other.numerator), _both(self, other))

    def __ge__(self, other: "Rates") -> Booleans:
        """Where both exist and this one is at least the other: a·d ≥ c·b."""
        left, right = self._crossed(other)
        return np.asarray(left >= right, dtype=bool) & _both(self, other)

    def __gt__(self, other: "Rates") -> Booleans:
        """Where both exist and this one is above the other: a·d > c·b."""
        left, right = self._crossed(other)
        return np.asarray(left > right, dtype=bool) & _both(self, other)

    def _crossed(self, other: "Rates") -> tuple[Integers, Integers]:
        return (
            _product(self.numerator, other.denominator),
            _product(other.numerator, self.denominator),
        )

    def only(self, kept: Booleans) -> "Rates":
        """The same fractions, unknown outside `kept`."""
        return Rates.of(self.numerator, self.denominator, self.known & kept)

    def take(self, positions: Integers) -> "Rates":
        return Rates(self.numerator[positions], self.denominator[positions], self.known[positions])

    def repeated(self, times: int) -> "Rates":
        """The same fractions over and over, one round after the other."""
        parts = (self.numerator, self.denominator, self.known)
        return Rates(*(np.tile(part, times) for part in parts))

    def floor(self) -> Integers:
        """The integer at or below; 0 where unknown."""
        result: Integers = self.numerator // self.denominator
        return result

    def ceil(self) -> Integers:
        """The integer at or above; 0 where unknown."""
        return -(-self).floor()

    def floats(self) -> pd.arrays.FloatingArray:
        """The nearest floats, rounded once; NA where unknown."""
        top, bottom = self.numerator, self.denominator
        if max(peak(top), peak(bottom)) > _FLOAT_ROOM:
            top, bottom = top.astype(object), bottom.astype(object)
        return pd.arrays.FloatingArray((top / bottom).astype(np.float64), ~self.known)

    def fractions(self) -> list[Fraction | None]:
        rows = zip(
            self.numerator.tolist(), self.denominator.tolist(), self.known.tolist(), strict=True
        )
        return [Fraction(top, bottom) if known else None for top, bottom, known in rows]


def choose(condition: Booleans, yes: Rates, no: Rates) -> Rates:
    """`yes` where the condition holds, else `no`."""
    return Rates.of(
        np.where(condition, yes.numerator, no.numerator),
        np.where(condition, yes.denominator, no.denominator),
        np.where(condition, yes.known, no.known),
    )


def integers(values: Iterable[int]) -> Integers:
    """An int64 vector, or one of Python integers where a value does not fit."""
    return _narrowed(np.array(list(values), dtype=object))


def peak(values: Integers) -> int:
    """The largest absolute value; 0 for an empty vector."""
    return int(np.abs(values).max(initial=0))


def nullable(values: Integers, known: Booleans) -> pd.Series:
    """Whole numbers with NA where unknown: Int64, or Python integers beyond it."""
    if values.dtype == object:
        listed = zip(values.tolist(), known.tolist(), strict=True)
        return pd.Series([value if exists else None for value, exists in listed], dtype="object")
    return pd.Series(pd.arrays.IntegerArray(values.astype(np.int64), ~known))


def _narrowed(values: Integers) -> Integers:
    return values.astype(np.int64) if peak(values) < _INT64_ROOM else values.astype(object)


def _product(left: Integers, right: Integers) -> Integers:
    if peak(left) * peak(right) >= _INT64_ROOM:
        left, right = left.astype(object), right.astype(object)
    product: Integers = left * right
    return product


def _both(left: Rates, right: Rates) -> Booleans:
    return left.known & right.known
