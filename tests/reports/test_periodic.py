"""The periodic report: every number is the scorecard's, whatever the period; empty ones say so."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cchc_metrics import words
from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.reports.content import SAMPLE_NOTE, Beside, compose
from cchc_metrics.reports.documents.periodic import periodic_report
from cchc_metrics.reports.fields import Fields
from cchc_metrics.reports.papers import Rewording, outdated, reworded
from cchc_metrics.reports.sentences import NO_FIGURES_NOTE, NONE_LAGGING, PARTS
from cchc_metrics.scoring.status import Status
from tests.charts import cards
from tests.reports.papers import named, reopened, whole_text

MADE_AT = datetime(2026, 5, 4, 2, 5, tzinfo=UTC)
PERIODS = (ReportPeriod.Q1, ReportPeriod.H1, ReportPeriod.Q3, ReportPeriod.YEAR)


def opened(report):
    return reopened(periodic_report(report, Fields()))


def rows_of(table):
    """The annex's rows by name; headings of areas stand across."""
    cells = ([cell.text for cell in row.cells] for row in table.rows[1:])
    return {row[1]: row for row in cells if len(set(row)) > 1}


@pytest.mark.parametrize("period", PERIODS)
def test_every_number_of_the_annex_is_the_scorecard_s(period):
    scorecard = cards.make_scorecard(period, as_of=8)
    annex = next(t for t in opened(compose(scorecard, MADE_AT)).tables if len(t.columns) == 7)
    rows = rows_of(annex)
    names = dict(zip(scorecard.rows["indicator"], scorecard.rows["name"], strict=True))
    kinds = dict(zip(scorecard.rows["indicator"], scorecard.rows["kind"], strict=True))
    assert len(rows) == len(names)
    for record in scorecard.records():
        _, _, numerator, denominator, rate, target, status = rows[names[record["indicator"]]]
        assert numerator == words.number(record["numerator"])
        assert denominator == words.number(record["denominator"])
        assert status == Status(record["status"]).label
        if record["value"] is None:
            assert rate == words.NOTHING
        elif kinds[record["indicator"]] == "count":
            assert rate == words.number(record["numerator"])
        else:
            assert (
                rate
                == words.rate(
                    record["numerator"], record["denominator"], [record["target"] or 1]
                ).partition(" (")[0]
            )
        assert (target == words.NOTHING) is (record["target"] is None)


@pytest.mark.parametrize("period", PERIODS)
def test_every_number_of_the_text_stands_in_the_scorecard(period):
    """Numerators, denominators and rates in sentences: none that the scorecard does not have."""
    scorecard = cards.make_scorecard(period, as_of=8)
    records = scorecard.records()
    known = {
        f"{words.number(r['numerator'])}/{words.number(r['denominator'])}"
        for r in records
        if r["denominator"]
    }
    text = "\n".join(named(opened(compose(scorecard, MADE_AT)), "Nội dung"))
    found = re.findall(r"([\d.]+/[\d.]+) hồ sơ = ", text)
    assert set(found) == known
    for share in re.findall(r" hồ sơ = ([\d,]+)%", text):
        values = [r["value"] for r in records if r["value"] is not None]
        assert any(abs(float(share.replace(",", ".")) / 100 - v) < 0.0006 for v in values), share


def test_an_empty_period_gives_a_report_that_says_so():
    document = opened(compose(cards.make_empty_scorecard(), MADE_AT))
    said = named(document, "Nội dung")
    assert NO_FIGURES_NOTE in said
    assert NONE_LAGGING in said
    assert len(document.inline_shapes) == 0
    assert named(document, "Heading 1") == list(PARTS)
    assert len(document.tables) > 2


def test_a_period_that_has_not_begun_says_so():
    report = compose(cards.make_scorecard(ReportPeriod.Q3), MADE_AT)
    text = whole_text(opened(report))
    assert "kỳ chưa bắt đầu" in text and NO_FIGURES_NOTE in text


def test_seven_parts_in_their_order_then_what_lags_then_what_comes():
    scorecard = cards.make_scorecard()
    document = opened(compose(scorecard, MADE_AT))
    headings = named(document, "Heading 2")
    areas = [f"{a.number}. {a.name}" for a in scorecard.areas.itertuples()]
    assert headings[: len(areas)] == areas
    lagging = scorecard.lagging["name"].tolist()
    assert [h.partition(". ")[2].rpartition(" (")[0] for h in headings[len(areas) :]] == lagging
    assert named(document, "Heading 1") == list(PARTS)


def test_pictures_say_in_words_what_they_show():
    document = opened(compose(cards.make_scorecard(), MADE_AT))
    told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(told) == 2
    assert "Lĩnh vực II.7: " in told[0] and "(2/2 chỉ tiêu)" in told[0]
    assert cards.HOSTILE in told[1] and "70% (42/60 hồ sơ)" in told[1]
    assert [t.split(".")[0] for t in named(document, "Tên hình")] == ["Hình 1", "Hình 2"]


def test_pictures_are_sharp_on_paper():
    document = opened(compose(cards.make_scorecard(), MADE_AT))
    for shape in document.inline_shapes:
        part = document.part.related_parts[
            shape._inline.graphic.graphicData.pic.blipFill.blip.embed
        ]
        assert part.image.px_width / shape.width.inches >= 200


def test_headings_of_tables_repeat_and_rows_stay_whole():
    document = opened(compose(cards.make_scorecard(), MADE_AT))
    annex = next(t for t in document.tables if len(t.columns) == 7)
    marks = [{child.tag.rpartition("}")[2] for child in row._tr.trPr} for row in annex.rows]
    assert "tblHeader" in marks[0] and all("cantSplit" in mark for mark in marks)


def test_sample_figures_are_marked_on_every_page():
    report = compose(cards.make_scorecard(), MADE_AT, is_demonstration=True)
    for section in opened(report).sections:
        footers = (section.footer, section.first_page_footer)
        assert [footer.paragraphs[0].text for footer in footers] == [SAMPLE_NOTE] * 2
    assert SAMPLE_NOTE not in whole_text(opened(compose(cards.make_scorecard(), MADE_AT)))


def test_reworded_sentences_take_the_place_of_the_report_s_own():
    report = compose(cards.make_scorecard(), MADE_AT)
    mended = Rewording("opening", report.opening[0].text, "Câu đã sửa, có <b> & “ngoặc”.")
    emptied = Rewording("result/II.7-1", "…", " ")
    said = named(opened(reworded(report, [mended, emptied])), "Nội dung")
    assert said[0] == mended.text
    assert not any(text.startswith("- Chỉ tiêu II.7-1") for text in said)
    assert outdated(report, [mended]) == ()
    assert outdated(report, [replace(mended, was="Câu của số liệu cũ.")]) != ()


def test_what_lags_is_told_with_its_arithmetic_and_nothing_else_is_made_up():
    report = compose(cards.make_scorecard(), MADE_AT, Beside())
    said = named(opened(report), "Nội dung")
    place = next(n for n, text in enumerate(said) if text.startswith("a) Kết quả: 42/60 hồ sơ"))
    assert said[place + 1] == "b) Nguyên nhân: Chưa có giải trình của Phòng Văn hóa - Xã hội."
    assert said[place + 2] == "c) Biện pháp: Chưa có biện pháp được ghi nhận."


def test_the_same_report_gives_the_same_bytes():
    report = compose(cards.make_scorecard(), MADE_AT)
    assert periodic_report(report, Fields()) == periodic_report(report, Fields())


ODD = "Tên có dòng\nmới, \x0b dấu điều khiển, $x^2$, <b>&amp;</b>, \u202engược, \ufffe"


def test_odd_letters_in_names_and_sentences_make_no_odd_document():
    report = compose(cards.make_scorecard(), MADE_AT)
    areas = tuple(replace(area, name=ODD) for area in report.areas)
    lagging = tuple(replace(part, name=ODD) for part in report.lagging)
    first = Rewording("opening", report.opening[0].text, ODD)
    odd = reworded(replace(report, areas=areas, lagging=lagging), [first])
    said = named(opened(odd), "Nội dung")
    assert said[0] == ODD.replace("\x0b", " ").replace("\ufffe", "")


def test_properties_of_sections_stand_in_the_order_of_the_schema():
    """Word calls a file damaged in which they do not."""
    order = ["headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols"]
    order += ["titlePg", "docGrid"]
    for section in opened(compose(cards.make_scorecard(), MADE_AT)).sections:
        found = [child.tag.rpartition("}")[2] for child in section._sectPr]
        assert found == sorted(found, key=order.index)
