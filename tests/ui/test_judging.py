"""Page Lĩnh vực holds an indicator against its past and asks what the months left could bring."""

from streamlit.testing.v1 import AppTest

from cchc_metrics.workflow.office import Office
from tests.ui.opening import charts, markdown_texts, open_page

PROCEDURES = "3. Cải cách thủ tục hành chính"
DIGITAL = "7. Xây dựng và phát triển Chính phủ điện tử, Chính quyền số"


def indicator_page(area: str, code: str, **query: str) -> AppTest:
    page = open_page("areas", **query)
    picker = page.selectbox(key="linh-vuc")
    picker.select(area).run()
    picker = page.selectbox(key="chi-tieu")
    return picker.select(next(o for o in picker.options if o.startswith(f"{code} "))).run()


def said(page: AppTest) -> list[str]:
    return [text.replace("\\", "") for text in markdown_texts(page)]


def test_this_month_stands_beside_the_one_before_and_last_year(sample_record: Office) -> None:
    page = indicator_page(PROCEDURES, "II.3-2")
    compared = next(t.value for t in page.table if "Chênh lệch" in t.value.columns)
    lines = [[cell.replace("\\", "") for cell in line] for line in compared.to_numpy()]
    assert lines == [
        ["Tháng 10 và tháng 9/2026", "67/82 = 81,7%", "55/63 = 87,3%", "−5,6 điểm %"],
        [
            "Lũy kế tháng 1–10 và cùng kỳ 2025",
            "551/736 = 74,9%",
            "chưa có số liệu",
            "–",
        ],
    ]


def test_before_january_stands_december_of_last_year(sample_record: Office) -> None:
    page = indicator_page(PROCEDURES, "II.3-2", thang="Tháng 1/2026")
    compared = next(t.value for t in page.table if "Chênh lệch" in t.value.columns)
    first = [cell.replace("\\", "") for cell in compared.to_numpy()[0]]
    assert first[0] == "Tháng 1/2026 và tháng 12/2025" and first[2:] == ["chưa có số liệu", "–"]


def test_the_forecast_is_told_and_drawn(sample_record: Office) -> None:
    page = indicator_page(PROCEDURES, "II.3-2")
    assert any("Dự báo cả năm: khó đạt, 74,9%" in text for text in said(page))
    names = [trace.get("name") for spec in charts(page) for trace in spec["data"]]
    assert "Dự báo, khoảng 80%" in names


def test_turning_the_slider_answers_anew(sample_record: Office) -> None:
    page = indicator_page(PROCEDURES, "II.3-2")
    slider = page.slider(key="neu-II.3-2")
    assert slider.value == 75
    slider.set_value(100).run()
    assert "**Nếu 2 tháng còn lại đạt 100% thì cả năm đạt 79,1%, chưa đạt chỉ tiêu 100%.**" in said(
        page
    )
    assert any("(551 + 100% × 147,2) / (736 + 147,2) = 698,2/883,2" in text for text in said(page))


def test_a_stock_says_why_nothing_can_be_asked(sample_record: Office) -> None:
    page = indicator_page(PROCEDURES, "II.3-5")
    assert not page.slider
    assert any("không cộng dồn nên không có phép giả định" in text for text in said(page))


def test_departments_stand_beside_their_sum(sample_record: Office) -> None:
    page = indicator_page(DIGITAL, "II.7-2")
    spec = next(s for s in charts(page) if "Toàn xã (cộng các đơn vị)" in str(s))
    labels = next(t["text"] for t in spec["data"] if t.get("mode") == "text")
    assert labels[-1] == "<b>684/872 = 78,4%</b>"


def test_the_national_line_is_a_note_with_its_source(sample_record: Office) -> None:
    page = indicator_page(DIGITAL, "II.7-2")
    (note,) = [text for text in said(page) if text.startswith("Mức chung cả nước")]
    assert note == (
        "Mức chung cả nước: 100% (chương trình của Trung ương, theo báo chí; hệ thống chưa có văn"
        " bản). Kế hoạch của xã: tối thiểu 80%; hệ thống chấm theo kế hoạch của xã."
    )
    other = indicator_page(DIGITAL, "II.7-1")
    assert not any("cả nước" in text for text in said(other))


def test_before_twelve_months_nothing_is_said_of_ups_and_downs(sample_record: Office) -> None:
    page = indicator_page(PROCEDURES, "II.3-2")
    assert "Dao động từng tháng: mới có 10 tháng có số liệu, từ 12 tháng mới nhận xét." in said(
        page
    )
