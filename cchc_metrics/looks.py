"""The look in one place: a colour and a symbol for each meaning, the colours of pages and charts.

No meaning hangs on hue alone: each has its symbol, and the five judged ones differ in lightness,
so that they stay apart for colour-blind readers, on weak projectors and in black and white print.

Reports, sheets and slides are white whatever the page's look: what they have beyond it stands last.

Browsers and Streamlit want colours in files of their own: `.streamlit/config.toml` and the style
sheets of `static/`. `tests/test_looks.py` holds them to what stands here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_metrics.scoring.receipts import SubmissionState
from cchc_metrics.scoring.status import Status

INK = "#14202b"
PAPER = "#ffffff"


@dataclass(frozen=True)
class Look:
    """How a meaning is drawn: its fill, its symbol, and the colour of text upon the fill."""

    colour: str
    symbol: str
    text: str

    def says(self, words: str) -> str:
        return f"{self.symbol} {words}"


LOOKS: Mapping[Status, Look] = {
    Status.ACHIEVED: Look("#0f6083", "✓", PAPER),
    Status.ON_TRACK: Look("#45a9dc", "●", INK),
    Status.NEEDS_ACCELERATION: Look("#f5c04a", "▲", INK),
    Status.BEHIND: Look("#cb4a1b", "▼", PAPER),
    Status.MOVING_AWAY: Look("#86101f", "◆", PAPER),
    Status.NOT_ARISEN: Look("#c9d1d9", "–", INK),
    Status.NO_DATA: Look("#f1f4f6", "○", INK),
    Status.NO_TARGET: Look("#a49c8e", "□", INK),
}
SUBMISSION_LOOKS: Mapping[SubmissionState, Look] = {
    SubmissionState.ON_TIME: LOOKS[Status.ACHIEVED],
    SubmissionState.LATE: LOOKS[Status.NEEDS_ACCELERATION],
    SubmissionState.MISSING: LOOKS[Status.BEHIND],
    SubmissionState.NOT_DUE: LOOKS[Status.NO_DATA],
}

# Lines, outlines and unjudged bars lie on the page itself, which is white or nearly black: these
# colours keep 3:1 against every page below.
LINE = "#64748b"
ACCENT = "#2585a8"
# For series that mean nothing but themselves. At least ten: with fewer, charts fall back to a
# colour of the chart library's own.
SERIES = (
    "#0f5e7a",
    "#b4540a",
    "#3f8f8a",
    "#7a3e74",
    "#6b7c1e",
    "#4a6fb3",
    "#a33b3b",
    "#8a6d3b",
    "#5b6b82",
    "#2f7d4f",
)


@dataclass(frozen=True)
class Scheme:
    """The colours of a page: its grounds, words upon them, what can be pressed, lines."""

    page: str
    panel: str  # fields and boxes on the page
    side: str  # the sidebar
    side_panel: str
    text: str
    quiet: str  # explanations
    press: str  # what can be pressed. Red is left to what is late.
    on_press: str  # words upon it
    link: str
    line: str  # what only divides; it carries no meaning

    @property
    def grounds(self) -> tuple[str, ...]:
        return (self.page, self.panel, self.side, self.side_panel)


LIGHT = Scheme(
    page="#ffffff",
    panel="#eef3f5",
    side="#f3f6f8",
    side_panel="#e3ebef",
    text="#1b2733",
    quiet="#51626f",
    press="#0f5e7a",
    on_press="#ffffff",
    link="#0f5e7a",
    line="#cfd9df",
)
DARK = Scheme(
    page="#10181f",
    panel="#1b2731",
    side="#0b1218",
    side_panel="#17222b",
    text="#e8eef2",
    quiet="#a9b8c2",
    press="#4fb3cf",
    on_press="#0b1218",
    link="#7cc9de",
    line="#3a4a57",
)
# Black on white for bright rooms, old projectors and weak eyes; whatever has an edge shows it.
CONTRAST = Scheme(
    page="#ffffff",
    panel="#ffffff",
    side="#ffffff",
    side_panel="#ffffff",
    text="#000000",
    quiet="#000000",
    press="#003c54",
    on_press="#ffffff",
    link="#003c54",
    line="#000000",
)

# --- Reports, sheets and slides -------------------------------------------------------------------

# Paler than on screen: offices print in black and white, and the word stands in the cell.
PRINTED: Mapping[Status, Look] = {
    Status.ACHIEVED: Look("#cfe4ee", LOOKS[Status.ACHIEVED].symbol, "#0b4a66"),
    Status.ON_TRACK: Look("#e3f2fb", LOOKS[Status.ON_TRACK].symbol, "#0f5078"),
    Status.NEEDS_ACCELERATION: Look("#fce9b8", LOOKS[Status.NEEDS_ACCELERATION].symbol, "#5c4200"),
    Status.BEHIND: Look("#f8cdbb", LOOKS[Status.BEHIND].symbol, "#7a2508"),
    Status.MOVING_AWAY: Look("#86101f", LOOKS[Status.MOVING_AWAY].symbol, PAPER),
    Status.NOT_ARISEN: Look("#e6eaee", LOOKS[Status.NOT_ARISEN].symbol, "#37424d"),
    Status.NO_DATA: Look(PAPER, LOOKS[Status.NO_DATA].symbol, "#4a5560"),
    Status.NO_TARGET: Look("#ede9e2", LOOKS[Status.NO_TARGET].symbol, "#4d473c"),
}
HEADING_FILL = "#dce8ee"
LATE = "#a3161c"  # words of what is late
QUIET = "#45535f"  # explanations, darker than on a screen that is near
EDGE = "#8a97a5"  # borders of cells and buttons
TRACK = "#dfe5ea"  # what is left of a bar


def bare(colour: str) -> str:
    """`#0f6083` as office files write it: `0F6083`."""
    return colour.removeprefix("#").upper()
