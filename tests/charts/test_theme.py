"""Colours carry meaning for everybody: contrast, colour-blind readers, symbols, both pages."""

import math
import tomllib
from itertools import combinations
from pathlib import Path

import plotly.graph_objects as go
import pytest

from cchc_metrics.charts import theme
from cchc_metrics.charts.locale import PLOTLY_CONFIG
from cchc_metrics.charts.theme import LOOKS, SUBMISSION_LOOKS, apply_theme
from cchc_metrics.scoring.receipts import SubmissionState
from cchc_metrics.scoring.status import Status

CONFIG = tomllib.loads(Path(".streamlit/config.toml").read_text(encoding="utf-8"))
JUDGED = (
    Status.ACHIEVED,
    Status.ON_TRACK,
    Status.NEEDS_ACCELERATION,
    Status.BEHIND,
    Status.MOVING_AWAY,
)
# Machado, Oliveira and Fernandes (2009), full severity, on linear RGB.
BLINDNESS = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}


def linear(colour):
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(rgb):
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def contrast(one, other):
    low, high = sorted((luminance(linear(one)), luminance(linear(other))))
    return (high + 0.05) / (low + 0.05)


def seen(colour, matrix):
    """CIE Lab of a colour as this eye sees it."""
    rgb = linear(colour)
    r, g, b = (min(1, max(0, sum(a * c for a, c in zip(row, rgb, strict=True)))) for row in matrix)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = luminance((r, g, b))
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_every_meaning_has_its_look():
    assert set(LOOKS) == set(Status)
    assert set(SUBMISSION_LOOKS) == set(SubmissionState)
    assert len({look.symbol for look in LOOKS.values()}) == len(Status)
    assert len({look.colour for look in LOOKS.values()}) == len(Status)


@pytest.mark.parametrize("status", Status)
def test_text_upon_a_fill_can_be_read(status):
    assert contrast(LOOKS[status].colour, LOOKS[status].text) >= 4.5


@pytest.mark.parametrize("eye", BLINDNESS)
def test_colours_stay_apart_for_every_eye(eye):
    matrix = BLINDNESS[eye]
    for one, other in combinations(Status, 2):
        distance = math.dist(seen(LOOKS[one].colour, matrix), seen(LOOKS[other].colour, matrix))
        least = 25 if one in JUDGED and other in JUDGED else 12
        assert distance >= least, (eye, one, other, distance)


def test_judged_colours_differ_in_lightness():
    lightness = sorted(seen(LOOKS[s].colour, BLINDNESS["none"])[0] for s in JUDGED)
    assert all(high - low >= 8 for low, high in zip(lightness, lightness[1:], strict=False))


@pytest.mark.parametrize("page", ["light", "dark"])
@pytest.mark.parametrize("colour", [theme.TARGET_LINE, theme.TRAJECTORY_LINE, theme.ACCENT])
def test_lines_show_on_both_pages(page, colour):
    assert contrast(colour, CONFIG["theme"][page]["backgroundColor"]) >= 3


@pytest.mark.parametrize("page", ["light", "dark"])
def test_the_served_theme_can_be_read(page):
    colours = CONFIG["theme"][page]
    for ground in (colours["backgroundColor"], colours["secondaryBackgroundColor"]):
        assert contrast(colours["textColor"], ground) >= 7
        assert contrast(colours["linkColor"], ground) >= 4.5
        assert contrast(colours["primaryColor"], ground) >= 3


def test_the_served_theme_has_colours_enough_and_fetches_nothing():
    palette = CONFIG["theme"]["chartCategoricalColors"]
    assert len(palette) >= 10 and len(set(palette)) == len(palette)
    assert CONFIG["theme"]["baseFontSize"] >= 16
    assert "://" not in Path(".streamlit/config.toml").read_text(encoding="utf-8")
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["address"] == "127.0.0.1"


def test_the_common_look_fits_light_and_dark_pages():
    layout = apply_theme(go.Figure(go.Bar(x=[1], y=[1])), height=300).to_dict()["layout"]
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "rgba(0,0,0,0)"
    assert layout["separators"] == ",."
    assert layout["font"]["size"] >= 13 and "color" not in layout["font"]
    assert layout["xaxis"]["tickfont"]["size"] >= 13
    assert layout["height"] == 300


def test_plotly_is_told_to_speak_vietnamese():
    spoken = PLOTLY_CONFIG["locales"]["vi"]
    assert PLOTLY_CONFIG["locale"] == "vi" and PLOTLY_CONFIG["displaylogo"] is False
    assert spoken["format"]["decimal"] == "," and spoken["format"]["thousands"] == "."
    assert len(spoken["format"]["months"]) == 12 and len(spoken["format"]["days"]) == 7
    assert spoken["dictionary"]["Download plot as a PNG"] == "Tải hình PNG về máy"
