"""The slides, opened again: the scorecard's numbers in tables, charts and notes; all editable."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from pptx import Presentation

from cchc_metrics import words
from cchc_metrics.plan.model import Kind
from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.reports import deck
from cchc_metrics.reports.content import SAMPLE_NOTE, compose
from cchc_metrics.reports.pptx.writing import presentation
from cchc_metrics.reports.said import Report, Sentence
from cchc_metrics.reports.sentences import NO_FIGURES_NOTE, NONE_LAGGING
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.scoring.status import Status
from tests.charts import cards
from tests.reports import libreoffice
from tests.reports.reopened import bars, chart, texts
from tests.reports.reopened import slide_rows as table

MADE_AT = datetime(2026, 5, 4, 2, 5, tzinfo=UTC)
OVERVIEW, LAGGING, AREAS = 0, 1, 2


@pytest.fixture(scope="module")
def scorecard() -> Scorecard:
    return cards.make_scorecard()


@pytest.fixture(scope="module")
def report(scorecard: Scorecard) -> Report:
    return compose(scorecard, MADE_AT)


@pytest.fixture(scope="module")
def slides(report: Report) -> list[Any]:
    return opened(report)


def opened(report: Report) -> list[Any]:
    return list(Presentation(BytesIO(presentation(report))).slides)


def test_every_number_of_an_area_is_the_scorecards(
    scorecard: Scorecard, report: Report, slides: list[Any]
) -> None:
    records = {record["indicator"]: record for record in scorecard.records()}
    seen = []
    for area, slide in zip(deck.area_slides(report), slides[AREAS:], strict=True):
        rows, drawn = table(slide), bars(slide)
        for result in area.results:
            record, row = records[result.code], rows[result.code]
            numerator, denominator = record["numerator"], record["denominator"]
            seen.append(result.code)
            assert row["Trạng thái"] == Status(record["status"]).label
            if numerator is None or denominator is None:
                assert row["Tử số/mẫu số"] == words.NOTHING
            else:
                parts = f"{words.number(numerator)}/{words.number(denominator)}"
                assert row["Tử số/mẫu số"] == parts
            if record["value"] is None:
                assert row["Kết quả"] == words.NOTHING
                assert result.code not in drawn.get("Kết quả", {})
            elif result.kind == Kind.COUNT:
                assert row["Kết quả"] == words.number(numerator)
            else:
                assert row["Kết quả"] == words.percent(record["value"], [record["target"] or 1])
                assert drawn["Kết quả"][result.code] == record["value"]
                if record["target"] is not None:
                    assert drawn["Chỉ tiêu giao"][result.code] == record["target"]
    assert sorted(seen) == sorted(records)


def test_the_overview_has_each_areas_progress(
    scorecard: Scorecard, report: Report, slides: list[Any]
) -> None:
    drawn = bars(slides[OVERVIEW])["Kết quả"]
    for area in report.areas:
        name = f"{area.number}. {area.name} ({deck.coverage(area.progress)})"
        assert drawn[name] == area.progress.progress
    shown = "\n".join(texts(slides[OVERVIEW]))
    assert words.percent(scorecard.overall.progress) in shown
    assert deck.coverage(scorecard.overall) in shown


def test_what_lags_stands_second_worst_first_with_what_is_missing(
    scorecard: Scorecard, slides: list[Any]
) -> None:
    rows = table(slides[LAGGING])
    lagging = scorecard.lagging
    assert list(rows) == lagging["indicator"].tolist()
    missing = {record["indicator"]: record["missing_cases"] for record in scorecard.records()}
    for code, row in rows.items():
        assert row["Còn thiếu"] == (words.number(missing[code]) if missing[code] else words.NOTHING)


def test_notes_hold_the_arithmetic_of_every_line(report: Report, slides: list[Any]) -> None:
    for area, slide in zip(deck.area_slides(report), slides[AREAS:], strict=True):
        notes = slide.notes_slide.notes_text_frame.text
        assert all(result.reason in notes for result in area.results)
    notes = slides[LAGGING].notes_slide.notes_text_frame.text
    for part in report.lagging:
        assert part.result.text in notes and part.causes[0].text in notes


def test_each_slide_is_wide_named_and_says_until_when(report: Report) -> None:
    made = Presentation(BytesIO(presentation(report)))
    assert made.slide_width / made.slide_height == pytest.approx(16 / 9, abs=0.001)
    titles = [slide.shapes.title.text for slide in made.slides]
    assert titles[AREAS:] == [area.title for area in deck.area_slides(report)]
    for slide in made.slides:
        assert deck.known_until(report) in "\n".join(texts(slide))
        for shape in slide.shapes:
            assert 0 <= shape.left and shape.left + shape.width <= made.slide_width
            assert 0 <= shape.top and shape.top + shape.height <= made.slide_height


def test_charts_bring_their_figures_along_and_say_what_they_show(report: Report) -> None:
    package = ZipFile(BytesIO(presentation(report)))
    embedded = [name for name in package.namelist() if name.endswith(".xlsx")]
    assert embedded
    for name in embedded:
        sheet = openpyxl.load_workbook(BytesIO(package.read(name))).active
        assert sheet["B1"].value == "Kết quả"
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert "f" not in kinds
    drawn = [name for name in package.namelist() if name.startswith("ppt/slides/slide")]
    alternative = [package.read(n) for n in drawn if b"<c:chart" in package.read(n)]
    assert alternative and all(b' descr="' in slide for slide in alternative)


def test_nearly_all_is_not_labelled_as_all(slides: list[Any]) -> None:
    (strict,) = (slide for slide in slides[AREAS:] if cards.STRICT in table(slide))
    series = chart(strict).plots[0].series[0]
    assert "0.00%" in series._element.xml
    assert table(strict)[cards.STRICT]["Kết quả"] == "99,96%"
    assert table(strict)[cards.STRICT]["Chỉ tiêu giao"] == "trên 95%"


def test_a_name_that_looks_like_markup_stays_a_name(slides: list[Any]) -> None:
    shown = [text for slide in slides for text in texts(slide)]
    assert any(cards.HOSTILE in text for text in shown)


def test_a_cause_with_characters_that_no_file_can_hold_is_told_without_them(
    report: Report,
) -> None:
    worst, *others = report.lagging
    told = replace(worst, causes=(Sentence("cause", "Máy\vhỏng\ufffe."),))
    slide = opened(replace(report, lagging=(told, *others)))[LAGGING]
    assert "- Máy hỏng." in slide.notes_slide.notes_text_frame.text


def test_an_empty_period_says_so() -> None:
    empty = opened(compose(cards.make_empty_scorecard(), MADE_AT))
    assert NO_FIGURES_NOTE in "\n".join(texts(empty[OVERVIEW]))
    assert NO_FIGURES_NOTE in "\n".join(texts(empty[LAGGING]))
    assert NONE_LAGGING not in "\n".join(texts(empty[LAGGING]))
    assert [chart(slide) for slide in empty] == [None] * len(empty)


@pytest.mark.parametrize("period", ReportPeriod)
def test_every_period_has_slides(period: ReportPeriod) -> None:
    assert len(opened(compose(cards.make_scorecard(period), MADE_AT))) > AREAS


def test_more_than_fit_on_a_slide_that_lags_go_on_on_the_next(report: Report) -> None:
    many = replace(report, lagging=report.lagging * (deck.MOST_LINES + 1))
    said = [slide.shapes.title.text for slide in opened(many)]
    needed = -(-len(many.lagging) // deck.MOST_LINES)
    assert said.count("Chỉ tiêu chậm, nặng nhất trước") == needed


def test_sample_figures_are_marked_on_every_slide(scorecard: Scorecard) -> None:
    for slide in opened(compose(scorecard, MADE_AT, is_demonstration=True)):
        assert any(SAMPLE_NOTE in text for text in texts(slide))


def test_the_same_report_makes_the_same_file(report: Report) -> None:
    assert presentation(report) == presentation(report)


def test_nothing_in_the_file_tells_the_moment_it_was_written(report: Report) -> None:
    package = ZipFile(BytesIO(presentation(report)))
    assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    for name in package.namelist():
        if name.endswith(".xlsx"):
            about = ZipFile(BytesIO(package.read(name))).read("docProps/core.xml").decode()
            assert about.count("2026-05-04T02:05:00Z") == 2


def test_an_office_program_opens_it_without_a_warning(report: Report, tmp_path: Path) -> None:
    assert libreoffice.pages(presentation(report), "a.pptx", tmp_path) == len(opened(report))
