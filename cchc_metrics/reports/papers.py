"""A report on its way to paper: what people have reworded and filled in, and what was sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from cchc_metrics.reports.fields import LETTER_SYMBOL, REPORT_SYMBOL, Fields
from cchc_metrics.reports.said import Report, Sentence

_Said = TypeVar("_Said")


class PaperKind(StrEnum):
    """What is written and sent."""

    PERIODIC = "periodic"
    REMINDER = "reminder"

    @property
    def label(self) -> str:
        return {PaperKind.PERIODIC: "Báo cáo", PaperKind.REMINDER: "Công văn đôn đốc"}[self]

    @property
    def symbol(self) -> str:
        """What stands behind the number."""
        return {PaperKind.PERIODIC: REPORT_SYMBOL, PaperKind.REMINDER: LETTER_SYMBOL}[self]


@dataclass(frozen=True)
class Rewording:
    """A sentence as somebody wants it; `was` is what the figures said when it was reworded."""

    key: str
    was: str
    text: str


@dataclass(frozen=True)
class Draft:
    """What people have done to a report so far."""

    fields: Fields
    rewordings: tuple[Rewording, ...] = ()


@dataclass(frozen=True)
class Paper:
    """All that a document says: frozen when it is sent."""

    kind: PaperKind
    fields: Fields
    report: Report


def reworded(report: Report, rewordings: Iterable[Rewording]) -> Report:
    """The same report in those words; a rewording of what is no longer said falls away."""
    texts = {each.key: each.text for each in rewordings}
    return _reworded(report, texts) if texts else report


def outdated(report: Report, rewordings: Iterable[Rewording]) -> tuple[Rewording, ...]:
    """Rewordings of sentences that the figures have changed since."""
    now = {sentence.key: sentence.text for sentence in report.sentences}
    return tuple(each for each in rewordings if now.get(each.key, each.was) != each.was)


def _reworded(said: _Said, texts: Mapping[str, str]) -> _Said:
    if isinstance(said, Sentence):
        return replace(said, text=texts.get(said.key, said.text))
    if isinstance(said, tuple):
        words: Any = tuple(_reworded(each, texts) for each in said)
        return words  # type: ignore[no-any-return]
    if is_dataclass(said) and not isinstance(said, type):
        parts = {field.name: _reworded(getattr(said, field.name), texts) for field in fields(said)}
        return replace(said, **parts)
    return said
