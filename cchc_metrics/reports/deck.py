"""What a meeting is shown: an area a slide, the worst first on and among them.

The slides on the screen and those of the file say the same, because both are drawn from here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from cchc_metrics import words
from cchc_metrics.plan.model import Kind
from cchc_metrics.reports.said import AreaPart, Report, Result
from cchc_metrics.reports.sentences import target_in_words
from cchc_metrics.scoring.frames import MILESTONE
from cchc_metrics.scoring.progress import Progress
from cchc_metrics.scoring.status import GOOD

# As many as can be read from the back of a room; an area with more has several slides.
MOST_LINES = 7


@dataclass(frozen=True)
class AreaSlide:
    """Slide `part` of the `parts` of an area, with its results, the worst first."""

    area: AreaPart
    part: int
    parts: int
    results: tuple[Result, ...]

    @property
    def title(self) -> str:
        which = f" ({self.part}/{self.parts})" if self.parts > 1 else ""
        return f"{self.area.number}. {self.area.name}{which}"


def title(report: Report) -> str:
    return f"Tiến độ cải cách hành chính năm {report.year}"


def known_until(report: Report) -> str:
    """`Năm 2026, từ ngày 15/12/2025 đến ngày 14/10/2026, tính đến tháng 10/2026`."""
    said = f"{report.period_name}, {report.days}, tính đến tháng {report.as_of}/{report.year}"
    return said[:1].upper() + said[1:]


def area_slides(report: Report) -> tuple[AreaSlide, ...]:
    return tuple(chain.from_iterable(map(_slides, worst_first(report))))


def worst_first(report: Report) -> list[AreaPart]:
    """Areas by their worst lagging indicator; those in which nothing lags keep the plan's order."""
    nothing = len(report.results) + 1

    def worst(area: AreaPart) -> int:
        return min((result.order for result in area.results if result.lagging), default=nothing)

    return sorted(report.areas, key=worst)


def _slides(area: AreaPart) -> list[AreaSlide]:
    parts = _shared_out(sorted(area.results, key=lambda result: result.order))
    return [
        AreaSlide(area, part, len(parts), results) for part, results in enumerate(parts, start=1)
    ]


def _shared_out(results: Sequence[Result]) -> list[tuple[Result, ...]]:
    """On as few slides as they need, each about as full; an area without any has one slide."""
    slides = max(-(-len(results) // MOST_LINES), 1)
    most = -(-len(results) // slides)
    return [tuple(results[n * most : (n + 1) * most]) for n in range(slides)]


def good_of_judged(report: Report) -> tuple[int, int]:
    """How many indicators are on track or better, and how many have a target."""
    judged = [result for result in report.results if result.target is not None]
    return sum(result.status in GOOD for result in judged), len(judged)


def coverage(progress: Progress) -> str:
    """What a progress is made of; it never stands without."""
    return f"{progress.covered}/{progress.total} chỉ tiêu"


def progress_words(progress: Progress) -> str:
    return words.NOT_JUDGED if progress.progress is None else words.percent(progress.progress)


def large(result: Result) -> str:
    """What stands large: `95,5%`, `12`; empty where there is no value, the status says why."""
    if result.numerator is None:
        return ""
    if result.kind == Kind.COUNT:
        return words.number(result.numerator)
    if not result.denominator:
        return ""
    limits = [limit for limit in (result.target, result.expected) if limit is not None]
    return words.percent(Fraction(result.numerator, result.denominator), limits)


def beside(result: Result) -> tuple[str, ...]:
    """What stands beside it: `191/200 hồ sơ`, and what is asked. A milestone has a status only."""
    return tuple(text for text in (_parts(result), _asked(result)) if text)


def _parts(result: Result) -> str:
    if result.numerator is None:
        return ""
    if result.denominator is None:
        return result.unit
    return f"{words.number(result.numerator)}/{words.number(result.denominator)} {result.unit}"


def _asked(result: Result) -> str:
    """`chỉ tiêu 100%`; `chỉ tiêu 100%, nay cần 83,3%` where the trajectory asks for less by now."""
    if result.kind == MILESTONE:
        return ""
    if result.target is None:
        return words.NO_TARGET
    asked = f"chỉ tiêu {target_in_words(result)}"
    if result.expected is None or result.expected == result.target:
        return asked
    now = result.expected
    amount = words.number(now) if result.kind == Kind.COUNT else words.percent(now)
    return f"{asked}, nay cần {amount}"
