"""The log against readings of cells and meanings of labels: the same, and as often."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from cchc_metrics.store.database import Transaction
from cchc_metrics.store.verify_readings import (
    KeptMeaning,
    KeptReading,
    kept_mappings,
    kept_readings,
)
from cchc_metrics.workflow.verify.acts import Told
from cchc_metrics.workflow.verify.findings import Check, Finding

_Row = TypeVar("_Row", KeptReading, KeptMeaning)


def reading_findings(connection: Transaction, commune: str, told: Told) -> Iterator[Finding]:
    kept = kept_readings(connection, commune)
    yield from _differences(Check.READINGS, told.readings, kept, _reading_place)


def mapping_findings(connection: Transaction, commune: str, told: Told) -> Iterator[Finding]:
    kept = kept_mappings(connection, commune)
    yield from _differences(Check.MAPPINGS, told.mappings, kept, _mapping_place)


def _differences(
    check: Check, told: Iterable[_Row], kept: Iterable[_Row], place: Callable[[_Row], str]
) -> Iterator[Finding]:
    logged, found = Counter(told), Counter(kept)
    for row in (logged - found).elements():
        yield Finding(check, place(row), "nhật ký có ghi nhưng dòng này không còn hoặc đã bị sửa.")
    for row in (found - logged).elements():
        yield Finding(check, place(row), "nhật ký không ghi đúng như vậy.")


def _reading_place(row: KeptReading) -> str:
    where = f"trang “{row.sheet}”, ô {row.cell}"
    return f"Cách đọc {where} ({row.indicator}) của lần nộp số {row.submission}"


def _mapping_place(row: KeptMeaning) -> str:
    act = "Bỏ ghi nhớ" if row.is_lifted else "Ghi nhớ"
    return f"{act} “{row.label}” của {row.department}"
