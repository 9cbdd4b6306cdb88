"""Colours carry meaning for everybody, and every file that has colours has the same ones."""

import re
import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from cchc_metrics.looks import (
    ACCENT,
    CONTRAST,
    DARK,
    EDGE,
    HEADING_FILL,
    INK,
    LATE,
    LIGHT,
    LINE,
    LOOKS,
    PAPER,
    PRINTED,
    QUIET,
    SERIES,
    SUBMISSION_LOOKS,
    TRACK,
    Scheme,
)
from cchc_metrics.scoring.receipts import SubmissionState
from cchc_metrics.scoring.status import Status
from tests.colours import EYES, contrast, distance, seen

SCHEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
THEME = tomllib.loads(Path(".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
JUDGED = (
    Status.ACHIEVED,
    Status.ON_TRACK,
    Status.NEEDS_ACCELERATION,
    Status.BEHIND,
    Status.MOVING_AWAY,
)
# Official documents are black, says the decree (`tests/spec/test_decree_30.py`).
BLACK = ['"000000"']
READABLE, LARGE_OR_LINE, VERY_READABLE = 4.5, 3, 7


# --- What a meaning looks like --------------------------------------------------------------------


def test_every_meaning_has_a_colour_a_symbol_and_a_word_of_its_own() -> None:
    assert set(LOOKS) == set(Status) and set(SUBMISSION_LOOKS) == set(SubmissionState)
    for differ in (
        {look.symbol for look in LOOKS.values()},
        {look.colour for look in LOOKS.values()},
        {status.label for status in Status},
    ):
        assert len(differ) == len(Status)


@pytest.mark.parametrize("status", Status)
def test_text_upon_a_meaning_can_be_read(status: Status) -> None:
    assert contrast(LOOKS[status].colour, LOOKS[status].text) >= READABLE


@pytest.mark.parametrize("eye", EYES)
def test_meanings_stay_apart_for_every_eye(eye: str) -> None:
    for one, other in combinations(Status, 2):
        apart = distance(LOOKS[one].colour, LOOKS[other].colour, eye)
        least = 25 if one in JUDGED and other in JUDGED else 12
        assert apart >= least, (eye, one, other, apart)


def test_judged_meanings_differ_in_lightness() -> None:
    lightness = sorted(seen(LOOKS[status].colour)[0] for status in JUDGED)
    assert all(high - low >= 8 for low, high in zip(lightness, lightness[1:], strict=False))


@pytest.mark.parametrize("status", Status)
def test_a_meaning_is_printed_so_that_it_can_be_read(status: Status) -> None:
    printed = PRINTED[status]
    assert contrast(printed.colour, printed.text) >= READABLE
    assert printed.symbol == LOOKS[status].symbol


def test_words_of_reports_and_slides_can_be_read() -> None:
    for colour in (INK, QUIET, LATE, LIGHT.press):
        assert min(contrast(colour, ground) for ground in (PAPER, HEADING_FILL)) >= READABLE


def test_no_report_has_a_colour_of_its_own() -> None:
    written = re.compile(r"""["']#?[0-9A-Fa-f]{6}["']""")
    for folder in ("reports", "charts", "ui"):
        for file in Path("cchc_metrics", folder).rglob("*.py"):
            assert written.findall(file.read_text(encoding="utf-8")) in ([], BLACK), file


# --- Pages: light, dark, high contrast ------------------------------------------------------------


@pytest.mark.parametrize("name", SCHEMES)
def test_words_can_be_read_on_every_ground(name: str) -> None:
    scheme = SCHEMES[name]
    for ground in scheme.grounds:
        assert contrast(scheme.text, ground) >= VERY_READABLE
        for words in (scheme.quiet, scheme.link):
            assert contrast(words, ground) >= READABLE
        assert contrast(scheme.press, ground) >= LARGE_OR_LINE
    assert contrast(scheme.on_press, scheme.press) >= READABLE
    if scheme is CONTRAST:
        assert contrast(scheme.text, scheme.page) == pytest.approx(21)
        assert min(contrast(c, scheme.page) for c in (scheme.link, scheme.line)) >= VERY_READABLE


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize("colour", [LINE, ACCENT])
def test_lines_and_bars_show_on_every_page(name: str, colour: str) -> None:
    assert contrast(colour, SCHEMES[name].page) >= LARGE_OR_LINE


@pytest.mark.parametrize("name", SCHEMES)
def test_every_meaning_has_an_edge_on_every_page(name: str) -> None:
    """A fill may come near to the page's own colour; the line around it does not."""
    for look in LOOKS.values():
        ground = SCHEMES[name].page
        assert max(contrast(look.colour, ground), contrast(LINE, ground)) >= LARGE_OR_LINE


def test_series_are_enough_and_of_different_colours() -> None:
    assert len(SERIES) >= 10
    assert min(distance(one, other) for one, other in combinations(SERIES, 2)) >= 12


# --- The same colours in every file ---------------------------------------------------------------


@pytest.mark.parametrize("name", ["light", "dark"])
def test_streamlit_is_told_the_same_colours(name: str) -> None:
    scheme, told = SCHEMES[name], THEME[name]
    assert told == {
        "primaryColor": scheme.press,
        "backgroundColor": scheme.page,
        "secondaryBackgroundColor": scheme.panel,
        "textColor": scheme.text,
        "borderColor": scheme.line,
        "linkColor": scheme.link,
        "sidebar": {
            "backgroundColor": scheme.side,
            "secondaryBackgroundColor": scheme.side_panel,
        },
    }
    assert tuple(THEME["chartCategoricalColors"]) == SERIES


def test_the_pages_style_sheet_has_the_same_colours() -> None:
    blocks = _variables("static/giao-dien.css")
    for variable, colours in blocks[":root"].items():
        light, dark = re.findall(r"#\w+", colours)
        assert (light, dark) == (_colour(LIGHT, variable), _colour(DARK, variable))
    contrasting = blocks[':root[data-look="contrast"]']
    assert contrasting == {variable: _colour(CONTRAST, variable) for variable in blocks[":root"]}
    assert _colours_outside_of_variables("static/giao-dien.css") == []


def test_the_sign_in_pages_style_sheet_has_the_same_colours() -> None:
    blocks = _variables("static/dang-nhap.css")
    light, dark, contrasting = (
        blocks[place]
        for place in (":root", "(prefers-color-scheme: dark)", "(prefers-contrast: more)")
    )
    for scheme, shown in ((LIGHT, light), (DARK, dark), (CONTRAST, contrasting)):
        for variable in ("text", "quiet", "line", "press", "on-press"):
            assert shown[variable] == _colour(scheme, variable)
        assert {shown["page"], shown["card"]} <= set(scheme.grounds)
        for words, ground in (
            ("text", "page"),
            ("quiet", "card"),
            ("quiet", "page"),
            ("press", "card"),
            ("press", "page"),
            ("on-press", "press-over"),
            ("wrong", "wrong-behind"),
        ):
            assert contrast(shown[words], shown[ground]) >= READABLE, (words, ground)
    assert _colours_outside_of_variables("static/dang-nhap.css") == []


def test_the_slides_style_sheet_has_the_same_colours() -> None:
    assert _variables("static/trinh-chieu.css")[".trinh-chieu"] == {
        "page": PAPER,
        "ink": INK,
        "press": LIGHT.press,
        "line": LIGHT.line,
        "panel": LIGHT.panel,
        "outline": LINE,
        "track": TRACK,
        "late": LATE,
        "quiet": QUIET,
        "heading": HEADING_FILL,
        "accent": ACCENT,
        "mark": LOOKS[Status.NEEDS_ACCELERATION].colour,
        "edge": EDGE,
    }
    assert _colours_outside_of_variables("static/trinh-chieu.css") == []


def _colour(scheme: Scheme, variable: str) -> str:
    colour = getattr(scheme, variable.replace("-", "_"))
    assert isinstance(colour, str)
    return colour


def _variables(style_sheet: str) -> dict[str, dict[str, str]]:
    """Custom properties by the selector, or the media query, under which they stand."""
    text = re.sub(r"/\*.*?\*/", "", Path(style_sheet).read_text(encoding="utf-8"), flags=re.DOTALL)
    under_media = re.compile(r"@media (\([^{]+\)) \{\s*:root \{([^}]*)\}\s*\}")
    plain = re.findall(r"([^{}]+)\{([^{}]*--[^{}]*)\}", under_media.sub("", text))
    return {
        place.strip(): dict(re.findall(r"--([\w-]+): ([^;]+);", block))
        for place, block in [*under_media.findall(text), *plain]
    }


def _colours_outside_of_variables(style_sheet: str) -> list[str]:
    rules = re.sub(r"--[\w-]+: [^;]+;", "", Path(style_sheet).read_text(encoding="utf-8"))
    return re.findall(r"#[0-9a-f]{3,8}\b", rules)
