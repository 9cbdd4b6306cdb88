"""The board as files: names and bytes of what can be downloaded."""

import json
from collections.abc import Mapping
from typing import Any

from cchc_metrics import words
from cchc_metrics.access.roles import Visitor
from cchc_metrics.plan.model import Kind
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.reports import tables
from cchc_metrics.reports.content import compose
from cchc_metrics.reports.csv import summary_csv
from cchc_metrics.reports.said import Report
from cchc_metrics.reports.xlsx.summary import summary_workbook
from cchc_metrics.scoring.frames import MILESTONE
from cchc_metrics.scoring.scorecard import FULL_FIELDS, RECORD_FIELDS, Scorecard
from cchc_metrics.scoring.status import Status
from cchc_metrics.workflow import board
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.reporting.composing import shown_to


def summary_name(scorecard: Scorecard, suffix: str) -> str:
    """`Tong-hop-CCHC_2026-10_Y.xlsx`."""
    return _name("Tong-hop-CCHC", scorecard, suffix)


def slides_name(scorecard: Scorecard) -> str:
    """`Trinh-chieu-CCHC_2026-10_Y.pptx`."""
    return _name("Trinh-chieu-CCHC", scorecard, "pptx")


def _name(what: str, scorecard: Scorecard, suffix: str) -> str:
    """Plain letters, so that no system breaks the name."""
    scope = scorecard.scope
    return f"{what}_{scope.year}-{scope.as_of:02d}_{scope.period.value}.{suffix}"


def summary_xlsx(office: Office, scorecard: Scorecard) -> bytes:
    """With the figures of departments; who sent them and in which file stays in the record."""
    as_of = ReportingMonth(scorecard.scope.year, scorecard.scope.as_of)
    sent = tables.figures(office.plan, board.figures(office, as_of))
    return summary_workbook(_said(office, scorecard), sent)


def summary_text(office: Office, scorecard: Scorecard) -> bytes:
    return summary_csv(_said(office, scorecard))


def slides(office: Office, visitor: Visitor, scorecard: Scorecard) -> bytes:
    """The slides of a meeting as .pptx."""
    # Loaded by who takes the first slides, not by who looks at a page.
    from cchc_metrics.reports.pptx.writing import presentation

    return presentation(shown_to(office, visitor, scorecard))


def _said(office: Office, scorecard: Scorecard) -> Report:
    return compose(scorecard, office.now(), is_demonstration=office.is_demonstration)


def summary_json(scorecard: Scorecard, full: bool = False) -> bytes:
    """Rows of `scorecard.RECORD_FIELDS`, rates as 0..1, null for what does not exist.

    In full also marks, forecast and sentences (`scorecard.FULL_FIELDS`).
    """
    fields = FULL_FIELDS if full else RECORD_FIELDS
    return json.dumps(scorecard.records(fields), ensure_ascii=False, indent=2).encode()


def summary_table(scorecard: Scorecard, full: bool = False) -> bytes:
    """The scorecard for a terminal, one indicator or milestone a line; in full with its why."""
    shown = scorecard.rows[["kind", "name"]].itertuples(index=False)
    lines = [("Mã", "Kết quả", "Mức giao", "Trạng thái", "Chỉ tiêu")] + [
        (row["indicator"], *_figures(kind, row), Status(row["status"]).label, name)
        for row, (kind, name) in zip(scorecard.records(), shown, strict=True)
    ]
    table = words.aligned(lines)
    if full:
        said = scorecard.rows[["indicator", "reason", "forecast_text"]].itertuples(index=False)
        table += "\n\n" + "\n".join(f"{code}: {' '.join(texts)}".strip() for code, *texts in said)
    return table.encode()


def _figures(kind: str, row: Mapping[str, Any]) -> tuple[str, str]:
    """Result and target; a count is a number, a milestone has neither."""
    numerator, target = row["numerator"], row["target"]
    if kind == MILESTONE:
        return words.NOTHING, words.NOTHING
    if kind == Kind.COUNT:
        result = words.NO_FIGURES if numerator is None else words.number(numerator)
        return result, words.number(target)
    limits = () if target is None else (target,)
    return words.rate(numerator, row["denominator"], limits), words.percent(target)
