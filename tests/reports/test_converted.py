"""Documents as another office opens them: LibreOffice makes PDFs of them without a warning."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.reports.content import Beside, compose
from cchc_metrics.reports.documents.brief import one_page_brief
from cchc_metrics.reports.documents.periodic import periodic_report
from cchc_metrics.reports.documents.reminder import reminder_letter
from cchc_metrics.reports.fields import Fields
from cchc_metrics.scoring.receipts import submission_states
from tests.charts import cards
from tests.reports.libreoffice import pdfs as converted
from tests.reports.libreoffice import printed_pages as pages

MADE_AT = datetime(2026, 5, 4, 2, 5, tzinfo=UTC)
FILLED = Fields(number="5", day=date(2026, 5, 4), signer="Người Ký Thử")


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every kind of document, converted in one go; LibreOffice has nothing to say about them."""
    folder = tmp_path_factory.mktemp("converted")
    frame = submission_states(cards.make_every_case_plan(), [], cards.TODAY)
    beside = Beside(submissions=frame, before=cards.make_scorecard(ReportPeriod.Q1))
    report = compose(cards.make_scorecard(), MADE_AT, beside)
    empty = compose(cards.make_empty_scorecard(), MADE_AT)
    contents = {
        "periodic.docx": periodic_report(report, FILLED),
        "empty.docx": periodic_report(empty, Fields()),
        "reminder.docx": reminder_letter(report, FILLED),
        "brief.docx": one_page_brief(report),
    }
    return {path.stem: path for path in converted(contents, folder).values()}


def test_vietnamese_is_text_and_not_a_picture(pdfs: dict[str, Path]) -> None:
    first, *_ = pages(pdfs["periodic"])
    for said in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 05/BC-UBND", "BÁO CÁO", "Mù Cả, ngày"):
        assert said in first
    assert "Người Ký Thử" in "".join(pages(pdfs["periodic"]))


def test_pages_after_the_first_carry_their_number_on_top(pdfs: dict[str, Path]) -> None:
    """The first page has none, and each annex begins anew without one."""
    tops = [page.strip().splitlines()[0].strip() for page in pages(pdfs["periodic"])]
    begins = [n for n, top in enumerate(tops) if n == 0 or top.startswith("Phụ lục")]
    assert len(begins) == 4  # the report, results, comparison, who has sent
    for begin, end in zip(begins, [*begins[1:], len(tops)], strict=True):
        assert not tops[begin].isdigit()
        assert tops[begin + 1 : end] == [str(number) for number in range(2, end - begin + 1)]


def test_the_brief_is_one_page(pdfs: dict[str, Path]) -> None:
    assert len(pages(pdfs["brief"])) == 1


def test_country_and_motto_stay_on_one_line_each(pdfs: dict[str, Path]) -> None:
    for name in ("periodic", "reminder"):
        lines = pages(pdfs[name])[0].splitlines()
        assert any("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in line for line in lines)
        assert any("Độc lập - Tự do - Hạnh phúc" in line for line in lines)


def test_an_empty_record_s_report_is_not_an_empty_page(pdfs: dict[str, Path]) -> None:
    assert "Chưa có số liệu nào được gửi trong kỳ này." in pages(pdfs["empty"])[0]
