"""The CSV file: read back as it was written, numbers untouched, nothing that a sheet would run."""

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_metrics.reports.cells import Rate
from cchc_metrics.reports.content import compose
from cchc_metrics.reports.csv import DANGEROUS, field, harmless, summary_csv
from cchc_metrics.scoring.status import Status
from tests.charts import cards

MADE_AT = datetime(2026, 5, 4, 2, 5, tzinfo=UTC)


def read(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def number(text: str) -> float | None:
    return float(text.replace(",", ".")) if text else None


def test_it_opens_as_unicode_in_vietnamese_excel():
    content = summary_csv(compose(cards.make_scorecard(), MADE_AT))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").startswith("Mã;Chỉ tiêu;Lĩnh vực;")
    assert b"\r\n" in content


def test_every_number_comes_back():
    scorecard = cards.make_scorecard()
    rows = read(summary_csv(compose(scorecard, MADE_AT)))
    wanted = scorecard.rows.astype("object").where(scorecard.rows.notna(), None)
    for row, (_, expected) in zip(rows, wanted.iterrows(), strict=True):
        assert row["Mã"] == expected["indicator"]
        assert row["Chỉ tiêu"] == harmless(expected["name"])
        for heading, column in (("Tử số", "numerator"), ("Kết quả", "value"), ("Tiến độ", "pace")):
            assert number(row[heading]) == expected[column]
        assert row["Trạng thái"] == Status(expected["status"]).label


def test_a_formula_like_name_is_guarded():
    rows = {row["Mã"]: row for row in read(summary_csv(compose(cards.make_scorecard(), MADE_AT)))}
    assert rows[cards.FALLING_SHORT]["Chỉ tiêu"] == "'" + cards.HOSTILE


@pytest.mark.parametrize("begins", sorted(DANGEROUS))
def test_every_dangerous_beginning_is_guarded(begins):
    assert harmless(f"{begins}1+1") == f"'{begins}1+1"
    assert harmless(f"  {begins}1+1") == f"'  {begins}1+1"


@pytest.mark.parametrize("text", ["", " ", "Đạt", "II.3-2", "5-3", "– chưa có", "'đã có dấu"])
def test_plain_text_is_left_alone(text):
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (-5, "-5"),
        (0, "0"),
        (1234567, "1234567"),
        (Rate(-0.25, 0), "-0,25"),
        (Rate(0.9996, 2, "trên "), "0,9996"),
        (Status.ACHIEVED, "Đạt"),
    ],
)
def test_numbers_stay_numbers(cell, text):
    assert field(cell) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_begins_as_a_formula_and_none_is_lost(text):
    written = harmless(text)
    assert written.removeprefix("'") == text.removeprefix("'") or written == f"'{text}"
    assert written.lstrip(" \u00a0\ufeff")[:1] not in DANGEROUS or not written.strip()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_quoting_keeps_fields_apart(texts):
    buffer = StringIO(newline="")
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerow(map(harmless, texts))
    buffer.seek(0)
    assert next(csv.reader(buffer, delimiter=";")) == [harmless(text) for text in texts]
