"""Charts of a report as pictures: sharp on paper, readable in black and white, in words as well.

Drawn without a window and without state that threads would share. DejaVu Sans comes with the
library, so that Vietnamese looks the same on every computer.
"""

import textwrap
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from cchc_metrics import words
from cchc_metrics.looks import ACCENT, INK, LOOKS, TRACK
from cchc_metrics.reports import sentences as say
from cchc_metrics.reports.documents.placing import Picture
from cchc_metrics.reports.said import Report, Result

_DOTS_PER_INCH = 220
_WIDTH = 6.3  # inches: the width of the text
_LINE = 0.42  # inches of height a bar
_AROUND = 0.75  # inches for the axis below the bars
_LETTERS_A_LINE, _LETTERS_BESIDE = 38, 24
# Names are text: a dollar sign in one begins no formula.
_PLAIN: dict[str, Any] = {"fontfamily": "DejaVu Sans", "color": INK, "parse_math": False}


def areas(report: Report) -> Picture:
    """Progress of each area that has one, with its coverage at the end of the bar."""
    labels = [f"{area.number}. {area.name}" for area in report.areas]
    shares = [area.progress.progress for area in report.areas]
    told = [
        f"{words.percent(a.progress.progress)} ({a.progress.covered}/{a.progress.total} chỉ tiêu)"
        if a.progress.covered
        else words.NOT_JUDGED
        for a in report.areas
    ]
    alternative = "; ".join(f"{a.name}: {text}" for a, text in zip(report.areas, told, strict=True))
    png = _bars(labels, shares, told, [ACCENT] * len(labels))
    return Picture(png, f"Tiến độ bảy lĩnh vực, {report.period_name}", f"{alternative}.")


def lagging(report: Report) -> Picture:
    """How far each lagging indicator with a pace has come; the line is what it should be."""
    rows = [report.result(part.code) for part in report.lagging]
    shown = [row for row in rows if row.pace is not None]
    told = [f"{words.percent(row.pace)} ({_parts(row)})" for row in shown]
    alternative = "; ".join(f"{r.name}: {text}" for r, text in zip(shown, told, strict=True))
    colours = [LOOKS[row.status].colour for row in shown]
    png = _bars([row.name for row in shown], [row.pace for row in shown], told, colours, limit=1)
    title = f"Mức đạt được so với mức phải có của các chỉ tiêu chậm, {report.period_name}"
    return Picture(png, title, f"{alternative}.")


def _parts(result: Result) -> str:
    return say.amount_in_words(result).partition(" = ")[0]


def _bars(
    labels: Sequence[str],
    shares: Sequence[float | None],
    told: Sequence[str],
    colours: Sequence[str],
    limit: float | None = None,
) -> bytes:
    """Horizontal bars from 0% to 100%, the first on top; `told` stands beside each."""
    # Loading it takes a second: only who draws waits for that, not every command.
    from matplotlib.figure import Figure

    size = (_WIDTH, _LINE * len(labels) + _AROUND)
    figure = Figure(size, dpi=_DOTS_PER_INCH, layout="constrained")
    axes = figure.add_subplot()
    places = range(len(labels))
    lengths = [min(max(share or 0.0, 0.0), 1.0) for share in shares]
    axes.barh(places, [1.0] * len(labels), height=0.62, color=TRACK)
    axes.barh(places, lengths, height=0.62, color=list(colours))
    for place, text in zip(places, told, strict=True):
        beside = textwrap.fill(words.writable(text), _LETTERS_BESIDE)
        axes.text(1.02, place, beside, va="center", fontsize=9, **_PLAIN)
    if limit is not None:
        axes.axvline(limit, color=INK, linewidth=2)
    _finish(axes, places, labels)
    return _png(figure)


def _finish(axes: Any, places: Sequence[int], labels: Sequence[str]) -> None:
    folded = [textwrap.fill(words.writable(label), _LETTERS_A_LINE) for label in labels]
    axes.set_yticks(places, folded, fontsize=10, **_PLAIN)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.5, 1], ["0%", "50%", "100%"], fontsize=9, **_PLAIN)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _png(figure: Any) -> bytes:
    """Without the library's version, so that the same figures give the same bytes for longer."""
    buffer = BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()
