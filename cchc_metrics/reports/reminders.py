"""What a letter that urges departments says: who owes which sheets, whose indicators lag."""

from collections.abc import Iterator
from dataclasses import dataclass

from cchc_metrics import words
from cchc_metrics.reports import sentences as say
from cchc_metrics.reports.fields import Fields, dated
from cchc_metrics.reports.said import Report, Sending

NOBODY = "Không có đơn vị nào gửi chậm hoặc có chỉ tiêu chậm; chưa cần đôn đốc."
ABOUT = "V/v đôn đốc gửi số liệu và thực hiện chỉ tiêu cải cách hành chính"


@dataclass(frozen=True)
class Urged:
    """What a department is asked to send and to make up for, a line each."""

    department: str
    owed: tuple[str, ...]
    lagging: tuple[str, ...]


def urged(report: Report) -> tuple[Urged, ...]:
    """The departments that are late or answer for what lags, in the plan's order."""
    found = (_urged(report, sending) for sending in report.sendings)
    return tuple(each for each in found if each.owed or each.lagging)


def opening(report: Report, fields: Fields) -> str:
    return fields.opening or (
        f"Thực hiện {report.plan_title}; qua theo dõi số liệu {report.days}, {report.agency} đề"
        " nghị các đơn vị thực hiện ngay các nội dung sau:"
    )


def closing(report: Report, fields: Fields) -> str:
    by = dated(fields.reply_by, report.year)
    through = f" (qua {report.focal})" if report.focal else ""
    return fields.closing or (
        "Đề nghị thủ trưởng các đơn vị chỉ đạo thực hiện, giải trình nguyên nhân, nêu biện pháp và"
        f" thời hạn khắc phục, gửi về {report.agency}{through} trước {by} để tổng hợp./."
    )


def _urged(report: Report, sending: Sending) -> Urged:
    lagging = tuple(
        f"{part.name} ({say.lowered(report.result(part.code).status.label)}): {part.result.text}"
        for part in report.lagging
        if report.result(part.code).lead == sending.name
    )
    return Urged(sending.name, tuple(_owed(sending)), lagging)


def _owed(sending: Sending) -> Iterator[str]:
    if sending.missing_months:
        yield f"Gửi ngay số liệu {_months(sending.missing_months)} đã quá hạn."
    if sending.late_months:
        yield (
            f"Đã gửi chậm {words.number(len(sending.late_months))} kỳ"
            f" ({_months(sending.late_months)}); gửi đúng hạn các kỳ tới."
        )


def _months(months: tuple[int, ...]) -> str:
    return f"tháng {words.joined(map(str, months))}"
