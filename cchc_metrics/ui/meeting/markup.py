"""Pieces of slides: safe texts, statuses, bars, lines that lead to a further slide."""

from html import escape

from cchc_metrics.looks import LOOKS
from cchc_metrics.plan.model import Kind
from cchc_metrics.reports.said import Result
from cchc_metrics.scoring.status import Status

# What keys and presses turn between (`static/trinh-chieu.js`).
AREAS, DETAILS = "linh-vuc", "chi-tieu"
OVERVIEW = "tong-quan"


def slide(level: str, code: str, header: str, body: str, above: str = "") -> str:
    """A slide; all but the first stand hidden until the script shows them.

    `above` is the slide that Esc leads to.
    """
    leads_up = f' data-thuoc="{escape(above)}"' if above else ""
    hidden = "" if code == OVERVIEW else " hidden"
    return (
        f'<section class="trang" data-tang="{level}" data-ma="{escape(code)}"{leads_up}{hidden}>'
        f"<header>{header}</header>{body}</section>"
    )


def title(text: str) -> str:
    """Takes the focus when its slide is shown, so that it is read aloud."""
    return f'<h2 tabindex="-1">{escape(text)}</h2>'


def leading_to(code: str, content: str) -> str:
    """A line of a list that opens a further slide."""
    return f'<li><a href="#" data-toi="{escape(code)}">{content}</a></li>'


def tile(status: Status) -> str:
    """A status on its colour, with its symbol and its word."""
    look = LOOKS[status]
    outlined = " trang-thai-trong" if status is Status.NO_DATA else ""
    return (
        f'<span class="nhan{outlined}" style="--nen:{look.colour};--chu:{look.text}">'
        f"{escape(look.says(status.label))}</span>"
    )


def bar(result: Result) -> str:
    """Value on an axis that ends at 100%, with the target across it; a count ends at its target."""
    reached, mark = result.value, result.target
    if result.kind == Kind.COUNT:
        reached, mark = (reached / mark if reached is not None and mark else None), None
    if reached is None:
        return ""
    stroke = "" if mark is None else f'<b style="--den:{share(mark)}"></b>'
    colour = LOOKS[result.status].colour
    return (
        f'<span class="thanh"><i style="--dai:{share(reached)};--nen:{colour}"></i>{stroke}</span>'
    )


def plain_bar(reached: float | None, colour: str) -> str:
    filled = "" if reached is None else f'<i style="--dai:{share(reached)};--nen:{colour}"></i>'
    return f'<span class="thanh">{filled}</span>'


def share(ratio: float) -> str:
    """A length or height as CSS says it, never beyond its room."""
    return f"{min(max(ratio, 0), 1):.2%}"
