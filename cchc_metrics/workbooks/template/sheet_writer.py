"""The look of a department's sheet: cell styles, input cells with their checks and messages."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

FONT = "Times New Roman"
PAPER_A4 = 9
MARGIN_INCHES = 0.5
INPUT_COLOUR = "#FFF8DC"
HEADER_COLOUR = "#E4ECF2"
LOCKED_COLOUR = "#F3F4F6"
WRONG_COLOUR = "#F9D3CE"
LARGEST_COUNT = 10**12
# Excel's own limits for the messages of a validation.
_TITLE_LENGTH = 32
_MESSAGE_LENGTH = 255

_BASE = {"font_name": FONT, "font_size": 12, "valign": "vcenter", "text_wrap": True}
_BORDERED = {**_BASE, "border": 1}
_STYLES: dict[str, dict[str, Any]] = {
    "agency": {**_BASE, "bold": True},
    "title": {**_BASE, "bold": True, "font_size": 14, "align": "center"},
    "line": {**_BASE, "text_wrap": False},
    "hint": {**_BASE, "italic": True},
    "stamp": {**_BASE, "font_size": 9, "font_color": "#6B7280", "text_wrap": False},
    "header": {**_BORDERED, "bold": True, "align": "center", "bg_color": HEADER_COLOUR},
    "text": {**_BORDERED, "indent": 1},
    "words": {**_BORDERED, "indent": 1, "font_size": 11, "font_color": "#374151"},
    "count": {**_BORDERED, "num_format": "#,##0", "bg_color": INPUT_COLOUR, "locked": False},
    "choice": {**_BORDERED, "bg_color": INPUT_COLOUR, "locked": False},
    "day": {**_BORDERED, "num_format": "dd/mm/yyyy", "bg_color": INPUT_COLOUR, "locked": False},
    "note": {**_BORDERED, "num_format": "@", "bg_color": INPUT_COLOUR, "locked": False},
    "rate": {**_BORDERED, "num_format": "0.00%", "bg_color": LOCKED_COLOUR},
    "unused": {**_BORDERED, "bg_color": LOCKED_COLOUR},
}


class SheetWriter:
    """A worksheet with the styles of a department's sheet; rows and columns count from 0."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self.sheet = sheet
        self._styles = {name: book.add_format(style) for name, style in _STYLES.items()}
        self._wrong = book.add_format({"bg_color": WRONG_COLOUR})

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        self.sheet.write_string(row, column, text, self._styles[style])

    def merged(self, row: int, first: int, last: int, text: str, style: str) -> None:
        self.sheet.merge_range(row, first, row, last, "", self._styles[style])
        self.text(row, first, text, style)

    def comment(self, row: int, column: int, text: str) -> None:
        self.sheet.write_comment(row, column, text, {"x_scale": 2.5, "font_name": FONT})

    def count(self, row: int, column: int, value: int | None, meaning: str) -> None:
        """An unlocked cell for a whole number, with its messages in Vietnamese."""
        if value is None:
            self.sheet.write_blank(row, column, None, self._styles["count"])
        else:
            self.sheet.write_number(row, column, value, self._styles["count"])
        self.sheet.data_validation(row, column, row, column, _whole_number(meaning))

    def note(self, row: int, column: int, text: str) -> None:
        if text:
            self.sheet.write_string(row, column, text, self._styles["note"])
        else:
            self.sheet.write_blank(row, column, None, self._styles["note"])

    def choice(self, row: int, column: int, text: str, options: Sequence[str]) -> None:
        """An unlocked cell that takes one of the options."""
        if text:
            self.sheet.write_string(row, column, text, self._styles["choice"])
        else:
            self.sheet.write_blank(row, column, None, self._styles["choice"])
        rule = {
            "validate": "list",
            "source": list(options),
            "error_title": "Chưa có trong danh sách",
            "error_message": f"Chọn một trong: {', '.join(options)}."[:_MESSAGE_LENGTH],
        }
        self.sheet.data_validation(row, column, row, column, rule)

    def day(self, row: int, column: int, value: date | None) -> None:
        """An unlocked cell for a day."""
        if value is None:
            self.sheet.write_blank(row, column, None, self._styles["day"])
        else:
            self.sheet.write_datetime(
                row, column, datetime.combine(value, time()), self._styles["day"]
            )

    def set_up_page(self, header: int, last: int, last_column: int, frozen_columns: int) -> None:
        """A4 across, the header on every page, formulas kept from accidents."""
        sheet = self.sheet
        sheet.freeze_panes(header + 1, frozen_columns)
        sheet.set_landscape()
        sheet.set_paper(PAPER_A4)
        sheet.set_margins(*[MARGIN_INCHES] * 4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(header)
        sheet.print_area(0, 0, last, last_column)
        sheet.set_footer("&L&F&RTrang &P/&N")
        # No password: protection keeps formulas from accidents, it keeps nobody out.
        sheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": True})

    def unused(self, row: int, column: int) -> None:
        self.sheet.write_blank(row, column, None, self._styles["unused"])

    def rate(
        self,
        at: tuple[int, int],
        numerator: tuple[int, int],
        denominator: tuple[int, int],
        shown: float | str,
    ) -> None:
        """The computed rate, rounded down so that nothing becomes 100%; red where N > D."""
        top, bottom = xl_rowcol_to_cell(*numerator), xl_rowcol_to_cell(*denominator)
        formula = (
            f'=IF(OR({top}="",{bottom}=""),"",'
            f'IF({bottom}=0,"không phát sinh",ROUNDDOWN({top}/{bottom},4)))'
        )
        self.sheet.write_formula(*at, formula, self._styles["rate"], shown)
        rule = {
            "type": "formula",
            "criteria": f"=AND(ISNUMBER({top}),ISNUMBER({bottom}),{top}>{bottom})",
            "format": self._wrong,
        }
        for cell in (numerator, denominator, at):
            self.sheet.conditional_format(*cell, *cell, rule)


def _whole_number(meaning: str) -> dict[str, Any]:
    return {
        "validate": "integer",
        "criteria": "between",
        "minimum": 0,
        "maximum": LARGEST_COUNT,
        "ignore_blank": True,
        "input_title": "Nhập số đếm"[:_TITLE_LENGTH],
        "input_message": f"{meaning}. Không phát sinh thì ghi 0."[:_MESSAGE_LENGTH],
        "error_title": "Số liệu chưa hợp lệ"[:_TITLE_LENGTH],
        "error_message": "Ô này nhận số nguyên từ 0 trở lên, không kèm chữ, dấu %, phần thập phân.",
    }
