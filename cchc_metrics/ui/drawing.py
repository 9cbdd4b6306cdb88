"""Puts figures, tables and single judgements on a page, all in one way."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import streamlit as st

from cchc_metrics import words
from cchc_metrics.charts.locale import PLOTLY_CONFIG
from cchc_metrics.looks import LOOKS
from cchc_metrics.plan.model import Plan
from cchc_metrics.scoring.status import Status

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$~:^=&])")
# Streamlit makes links of web addresses whatever is escaped in them, so something unseen has to
# stand within.
_WEB_ADDRESS = re.compile(r"(?<=http)(?=s?:)|(?<=www)(?=\.)", re.IGNORECASE)
WORD_JOINER = "\u2060"


def chart(figure: Any, key: str, alt: str) -> None:
    """A plotly figure with its words for those who cannot see it."""
    st.plotly_chart(figure, key=key, config=PLOTLY_CONFIG, alt=alt)


def on_phone() -> bool:
    """Whether the browser says that it is a phone's; the page cannot ask how wide it is."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def plain(text: str) -> str:
    """Text of a file or a plan as it stands: no Markdown, no links, no formulas."""
    unlinked = _WEB_ADDRESS.sub(WORD_JOINER, " ".join(text.split()))
    return _MARKDOWN.sub(r"\\\1", unlinked)


def department_name(plan: Plan, code: str | None) -> str:
    """The short name; the code itself of a department that the plan has dropped."""
    names = {department.code: department.short_name for department in plan.departments}
    return names.get(code, code) if code else words.NOTHING


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table whose long texts wrap; its cells are shown as they stand."""
    show_table(table_of(headings, rows))


def table_of(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> pa.Table:
    """A table to be shown, made once where it is the same for everybody (`cached.made`)."""
    columns = [pa.array([plain(row[i]) for row in rows], pa.string()) for i in range(len(headings))]
    # In the form that it is sent in: by way of pandas it would take five times as long.
    return pa.Table.from_arrays(columns, names=list(headings))


def show_table(made: pa.Table) -> None:
    st.table(made, hide_index=True)


def badge(status: Status) -> str:
    """A status as symbol and word."""
    return LOOKS[status].says(status.label)


def numbers(values: Mapping[str, tuple[str, str]]) -> None:
    """A row of large numbers: label -> number, and what it says of what."""
    for column, (label, (number, explanation)) in zip(
        st.columns(len(values)), values.items(), strict=True
    ):
        with column.container(border=True, height="stretch"):
            st.metric(label, number)
            st.caption(explanation)
