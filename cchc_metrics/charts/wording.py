"""What charts say: names made safe for plotly, figures with their parts, targets, months."""

import textwrap
from fractions import Fraction
from typing import Any

from cchc_metrics import words
from cchc_metrics.looks import LOOKS
from cchc_metrics.plan.model import Direction, Indicator, Kind, Plan
from cchc_metrics.plan.periods import MONTHS_A_YEAR, ReportingMonth
from cchc_metrics.scoring.forecast import Verdict
from cchc_metrics.scoring.reading import known
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.scoring.status import Status
from cchc_metrics.scoring.targets import Origin, origin_words

MONTHS = tuple(range(1, MONTHS_A_YEAR + 1))
# Where names of a chart lead to: codes with addresses.
Links = tuple[tuple[str, str], ...]
MONTH_TICKS = tuple(f"T{month}" for month in MONTHS)


def escaped(text: str) -> str:
    """Plotly reads `<b>`, `<a href>` and `&…;` in any text as HTML; a name must stay a name."""
    flat = " ".join(text.split())
    return flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def linked(text: str, code: str, links: Links) -> str:
    """Chart text that leads to a page of ours; plain text without an address."""
    address = dict(links).get(code)
    return f'<a href="{escaped(address)}" target="_self">{text}</a>' if address else text


def wrapped(text: str, width: int, lines: int = 2) -> str:
    """An escaped name on at most `lines` lines; what does not fit ends in an ellipsis."""
    return "<br>".join(escaped(line) for line in folded(text, width, lines))


def folded(text: str, width: int, lines: int = 2) -> list[str]:
    parts = textwrap.wrap(text, width, max_lines=lines, placeholder=" …", break_on_hyphens=False)
    return parts or [""]


def value_text(kind: str, value: float | None, target: float | None = None) -> str:
    if value is None:
        return words.NOTHING
    if kind == Kind.COUNT:
        return words.number(round(value) if value == round(value) else value)
    return words.percent(value, () if target is None else (target,))


def figures_text(
    kind: str,
    numerator: int | None,
    denominator: int | None,
    target: float | None = None,
) -> str:
    """`191/200 = 95,5%`; 0/0 is not a rate, and no figure is not 0."""
    if numerator is None:
        return words.NO_FIGURES
    if kind == Kind.COUNT:
        return words.number(numerator)
    if denominator is None:
        return words.NO_FIGURES
    if denominator == 0:
        return words.NOT_ARISEN
    limits = () if target is None else (target,)
    shown = words.percent(Fraction(numerator, denominator), limits)
    return f"{words.number(numerator)}/{words.number(denominator)} = {shown}"


def target_text(indicator: Indicator, target: float | None, strict: bool) -> str:
    """`Chỉ tiêu 95%`, `Trên 95%`; `Không quá 5%`, `Dưới 5%` where lower is better."""
    if target is None:
        return words.NO_TARGET.capitalize()
    limit = value_text(indicator.kind, target)
    if indicator.direction is Direction.LOWER:
        return f"{'Dưới' if strict else 'Không quá'} {limit}"
    return f"{'Trên' if strict else 'Chỉ tiêu'} {limit}"


def past_words(scorecard: Scorecard, code: str) -> str:
    """Where the level of a target that must rise comes from; "" where a document sets it."""
    row = scorecard.rows.loc[scorecard.rows["indicator"] == code].iloc[0]
    return origin_words(scorecard.plan, Origin(row["target_origin"]))


def is_strict(plan: Plan, indicator: Indicator, month: int) -> bool:
    """Whether the target in force at the end of a month must be passed, not only met."""
    window = plan.calendar.window(ReportingMonth(plan.calendar.year, month))
    target = indicator.target_on(window.end)
    return target is not None and target.strict


def status_text(status: Status) -> str:
    """`▲ Cần đẩy nhanh`."""
    return LOOKS[status].says(status.label)


def marks_text(row: Any) -> str:
    """What stands beside a status: `mẫu nhỏ · dự báo khó đạt`; "" where nothing does."""
    verdict = known(row["forecast_verdict"])
    said = [
        "hết khả năng đạt cả năm" if known(row["out_of_reach"]) else "",
        "mẫu nhỏ" if known(row["small_sample"]) else "",
        "còn số liệu quá hạn" if known(row["overdue"]) else "",
        f"dự báo {Verdict(verdict).label}" if verdict else "",
    ]
    return " · ".join(mark for mark in said if mark)


def lines(*parts: str) -> str:
    """Hover text: one thing a line, empty ones left out."""
    return "<br>".join(part for part in parts if part)
