"""Sending freezes a paper: number, day, figures and words stay as they went out."""

from dataclasses import dataclass
from datetime import date, datetime

from cchc_metrics import words
from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.reports import sentences as say
from cchc_metrics.reports.fields import numbered
from cchc_metrics.reports.freezing import to_json
from cchc_metrics.reports.papers import Paper
from cchc_metrics.reports.results import results
from cchc_metrics.reports.said import Result
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.store import reports as kept
from cchc_metrics.store.reports import NewReport
from cchc_metrics.words import VIETNAM
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import require
from cchc_metrics.workflow.reasons import NotDone
from cchc_metrics.workflow.reporting.drafting import Drafted, paper_of, subject


@dataclass(frozen=True)
class Sent:
    """A paper as it was sent: by whom and when, which day and number it carries.

    `paper` is None where the content cannot be read any more; `verify` then tells more.
    """

    id: int
    paper: Paper | None
    number: str
    dated_on: date
    sent_by: str
    sent_at: datetime

    @property
    def name(self) -> str:
        """`Báo cáo số 05/BC-UBND, Quý I năm 2026`."""
        if self.paper is None:
            return f"Văn bản số {self.number} (không đọc được)"
        kind = self.paper.kind
        return (
            f"{kind.label} số {numbered(self.paper.fields, kind.symbol)},"
            f" {self.paper.report.period_name}"
        )


@dataclass(frozen=True)
class FigureChange:
    """What of an indicator is not today what it was when a paper was sent."""

    code: str
    name: str
    what: str
    then: str
    now: str


def send(office: Office, visitor: Visitor, seen: Drafted, at: datetime) -> int:
    """Freeze the paper that was seen; answer with its number in the record.

    Raise NotAllowed for who may not; NotDone without number or day, or where something was
    reworded and the figures have changed since; StoreError for a number that is taken.
    """
    require(visitor, Permission.WRITE_REPORTS)
    paper = seen.paper
    number, day = _number_and_day(paper, at.astimezone(VIETNAM).date())
    if seen.outdated:
        raise NotDone(
            f"Có {words.number(len(seen.outdated))} câu đã sửa nhưng số liệu đổi sau đó. Xem lại"
            " các câu này, lưu bản thảo rồi phát hành; chưa phát hành gì."
        )
    new = NewReport(number, day, to_json(paper))
    of = subject(office, paper.kind, paper.report)
    return kept.send_report(office.engine, office.commune, of, new, visitor.signature, at)


def sent(office: Office) -> list[Sent]:
    """Everything that was sent, the latest first."""
    found = kept.reports_sent(office.engine, office.commune, office.plan.code)
    return [
        Sent(
            each.id,
            paper_of(each.content),
            each.number,
            each.dated_on,
            each.done_by,
            each.done_at,
        )
        for each in found
    ]


def changed_since(paper: Paper, today: Scorecard) -> tuple[FigureChange, ...]:
    """Frozen figures beside those of today, in the report's order.

    `today` is scored over the paper's period, known until the paper's month.
    """
    now = {result.code: result for of_area in results(today).values() for result in of_area}
    return tuple(
        change for then in paper.report.results for change in _changes(then, now.get(then.code))
    )


def _changes(then: Result, now: Result | None) -> list[FigureChange]:
    if now is None:
        return [FigureChange(then.code, then.name, "Chỉ tiêu", then.name, "không còn theo dõi")]
    pairs = (
        ("Kết quả", _figures(then), _figures(now), _amounts(then) != _amounts(now)),
        ("Chỉ tiêu giao", _target(then), _target(now), _asked(then) != _asked(now)),
        ("Đánh giá", then.status.label, now.status.label, then.status is not now.status),
    )
    return [
        FigureChange(then.code, now.name, what, was, is_now)
        for what, was, is_now, is_changed in pairs
        if is_changed
    ]


def _amounts(result: Result) -> tuple[int | None, int | None]:
    return result.numerator, result.denominator


def _asked(result: Result) -> tuple[float | None, bool]:
    return result.target, result.strict


def _figures(result: Result) -> str:
    return say.amount_in_words(result)


def _target(result: Result) -> str:
    return say.target_in_words(result) or words.NO_TARGET


def _number_and_day(paper: Paper, today: date) -> tuple[str, date]:
    """The number in one spelling, so that 5 and 05 are the same."""
    fields = paper.fields
    if not fields.number.strip() or fields.day is None:
        raise NotDone(
            "Chưa ghi số và ngày văn bản. Ghi theo sổ văn bản đi, lưu bản thảo rồi phát hành;"
            " chưa phát hành gì."
        )
    if fields.day > today:
        raise NotDone(
            f"Ngày văn bản {words.day(fields.day)} sau hôm nay. Ghi đúng ngày ký, lưu bản thảo rồi"
            " phát hành; chưa phát hành gì."
        )
    return fields.number.strip().zfill(2), fields.day
