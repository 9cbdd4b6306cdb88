"""What all figures share, and what plotly and the browser are told about them."""

import tomllib
from pathlib import Path

import plotly.graph_objects as go

from cchc_metrics.charts.locale import PLOTLY_CONFIG
from cchc_metrics.charts.theme import apply_theme

CONFIG = tomllib.loads(Path(".streamlit/config.toml").read_text(encoding="utf-8"))


def test_the_served_theme_is_large_and_fetches_nothing():
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
