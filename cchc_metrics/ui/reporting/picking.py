"""Which paper the page is about, with what the record says of it now."""

from dataclasses import dataclass

import streamlit as st

from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.reports.papers import PaperKind
from cchc_metrics.ui import cached, session
from cchc_metrics.workflow.reporting.drafting import Drafted, drafted

# The name in the address.
PAPER_KEY = "van-ban"


@dataclass(frozen=True)
class Choice:
    """A periodic report; without a period what speaks of the year so far: the letter, the brief."""

    label: str
    kind: PaperKind | None
    period: ReportPeriod | None = None


CHOICES = (
    Choice("Báo cáo Quý I", PaperKind.PERIODIC, ReportPeriod.Q1),
    Choice("Báo cáo 6 tháng", PaperKind.PERIODIC, ReportPeriod.H1),
    Choice("Báo cáo Quý III", PaperKind.PERIODIC, ReportPeriod.Q3),
    Choice("Báo cáo năm", PaperKind.PERIODIC, ReportPeriod.YEAR),
    Choice("Công văn đôn đốc", PaperKind.REMINDER),
    Choice("Tóm tắt một trang", None),
)


def pick() -> Choice:
    """What is looked at; at first the report whose months have most lately begun."""
    return st.selectbox(
        "Văn bản",
        CHOICES,
        index=_usual(),
        format_func=lambda choice: choice.label,
        key=PAPER_KEY,
        bind="query-params",
    )


def in_draft(choice: Choice) -> Drafted:
    """The paper in the words of its draft; of the brief nothing is drafted."""
    report = cached.report(choice.period)
    return drafted(session.office(), choice.kind or PaperKind.PERIODIC, report)


def _usual() -> int:
    as_of = cached.first_shown_month().month
    return next(place for place, last in enumerate((3, 6, 9, 12)) if as_of <= last)
