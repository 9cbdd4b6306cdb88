"""A department's file on its way into the record: read, checked, compared, saved.

`read_upload` stores nothing. `save_upload` stores all months of a file or none of them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from cchc_metrics import words
from cchc_metrics.access.roles import Visitor
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.files import StoredFile, original_file
from cchc_metrics.store.history import SubmissionEntry, submission_history
from cchc_metrics.store.submissions import NewSubmission, save_submissions
from cchc_metrics.workbooks.checking.annotate import annotate
from cchc_metrics.workbooks.checking.check import Checked
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workbooks.checking.issues import Issue
from cchc_metrics.workbooks.foreign.answers import Answers, Question
from cchc_metrics.workbooks.opening.open import open_workbook
from cchc_metrics.workbooks.refusals import Refusal
from cchc_metrics.workbooks.template.build import build_template
from cchc_metrics.workflow.amending import FixableRow
from cchc_metrics.workflow.checking import NO_ANSWERS, Sending, checked_book, recorded_figures
from cchc_metrics.workflow.foreign import OPEN_QUESTION, OwnSheet
from cchc_metrics.workflow.judging.in_force import plan_in_force
from cchc_metrics.workflow.judging.sent import known_milestones
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import require_submit
from cchc_metrics.workflow.previews import MonthPreview, placed_in, preview_month
from cchc_metrics.workflow.reasons import tidied

# Open questions, how cells were read, what was left out: shown beside the rows of an own sheet.
ELSEWHERE = frozenset({OPEN_QUESTION, "N01", "N09"})


class NotSaved(Exception):
    """The file was not saved; the text says why, for the reader."""


@dataclass(frozen=True)
class Upload:
    """A file that was read: either refused as a whole, or checked and compared.

    `rows` are the cells that can be put right in place, or were; `own_sheet` is there for a file
    that is not our form.
    """

    file: StoredFile
    refusal: Refusal | None = None
    checked: Checked | None = None
    months: tuple[MonthPreview, ...] = ()
    rows: tuple[FixableRow, ...] = ()
    own_sheet: OwnSheet | None = None

    @property
    def has_errors(self) -> bool:
        return self.checked is None or bool(self.checked.errors)

    @property
    def needs_reason(self) -> bool:
        return self.checked is not None and bool(self.checked.warnings)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What only the officer knows about the department's own sheet."""
        return self.own_sheet.settled.questions if self.own_sheet else ()

    @property
    def shown_issues(self) -> tuple[Issue, ...]:
        """The issues but those that a page asks or lists at another place."""
        issues = self.checked.issues if self.checked else ()
        elsewhere = ELSEWHERE if self.own_sheet else ()
        return tuple(issue for issue in issues if issue.code not in elsewhere)

    @property
    def changed_months(self) -> tuple[MonthPreview, ...]:
        return tuple(preview for preview in self.months if preview.is_changed)


def template_name(plan: Plan, department: str, month: ReportingMonth | None) -> str:
    """`CCHC_PKT_2026-03.xlsx`, `CCHC_PKT_2026.xlsx` for the year form."""
    return f"CCHC_{department}_{month or plan.calendar.year}.xlsx"


def template(
    office: Office, department: str, month: ReportingMonth | None, filled: bool = False
) -> bytes:
    """A department's sheet, `filled` with what is recorded already; `month` None: the year form."""
    recorded = recorded_figures(office) if filled else ()
    milestones = known_milestones(office) if filled else {}
    return build_template(plan_in_force(office), department, month, recorded, milestones)


def read_upload(
    office: Office,
    name: str,
    content: bytes,
    expected: Expected,
    visitor: Visitor,
    today: date,
    answers: Answers = NO_ANSWERS,
    is_explicit: bool = False,
) -> Upload:
    """Open, check and compare a file, with what the officer has answered; store nothing.

    `is_explicit`: department and month were typed for this very file. Raise NotAllowed for a
    visitor who may not send the department's figures.
    """
    require_submit(visitor, expected.department)
    file = StoredFile.of(words.writable(name), content)
    book = open_workbook(content)
    if isinstance(book, Refusal):
        return Upload(file, refusal=book)
    sending = Sending(visitor, expected, answers, is_explicit)
    found = checked_book(office, book, name, sending, today)
    checked = found.checked
    require_submit(visitor, checked.department or None)
    months = tuple(preview_month(office, checked, month) for month in checked.months)
    return Upload(file, None, checked, months, found.rows, found.own_sheet)


def save_upload(
    office: Office, upload: Upload, visitor: Visitor, reason: str, sent_at: datetime
) -> tuple[int, ...]:
    """Store the changed months of a checked file; answer with the submissions' ids.

    Raise NotAllowed where the visitor may not send the department's figures; NotSaved where the
    file has errors, brings nothing new, or lacks a name or a reason; NotDone for a reason that is
    too long; StoreError where the record cannot take it or has moved on.
    """
    require_submit(visitor, upload.checked.department if upload.checked else None)
    sent_by, reason = visitor.signature, tidied(reason)
    problem = _obstacle(upload, sent_by, reason)
    if problem:
        raise NotSaved(problem)
    assert upload.checked is not None, "an upload without obstacles has been checked"
    submissions = [
        _submission(office, upload.checked, preview, sent_by, reason, sent_at)
        for preview in upload.changed_months
    ]
    meanings = upload.own_sheet.meanings if upload.own_sheet else ()
    return save_submissions(office.engine, office.commune, upload.file, submissions, meanings)


def marked_file(upload: Upload) -> bytes:
    """The officer's file with its issues marked; for files that were checked."""
    issues = upload.checked.issues if upload.checked else ()
    return annotate(upload.file.content, issues)


def marked_name(upload: Upload) -> str:
    """`Danh-dau_bieu.xlsx`, whatever was sent: what comes back is a workbook of today's Excel."""
    return f"Danh-dau_{PurePath(upload.file.name).stem}.xlsx"


def history(
    office: Office, department: str | None = None, month: ReportingMonth | None = None
) -> list[SubmissionEntry]:
    """Submissions of the commune, newest first."""
    return submission_history(office.engine, office.commune, department, month)


def sent_file(office: Office, sha256: str) -> StoredFile | None:
    """A file as it was sent."""
    return original_file(office.engine, office.commune, sha256)


def _obstacle(upload: Upload, sent_by: str, reason: str) -> str:
    if upload.has_errors:
        return "Tệp còn lỗi nên chưa lưu số liệu nào. Sửa các lỗi rồi gửi lại."
    if not sent_by:
        return "Chưa ghi tên người gửi. Nhập họ tên rồi lưu lại."
    if not upload.changed_months:
        return "Số liệu trong tệp đã có đủ trong hệ thống, không có gì thay đổi để lưu."
    if upload.needs_reason and not reason:
        return "Tệp có cảnh báo. Nêu lý do vẫn nộp rồi lưu lại."
    return ""


def _submission(
    office: Office,
    checked: Checked,
    preview: MonthPreview,
    sent_by: str,
    reason: str,
    sent_at: datetime,
) -> NewSubmission:
    return NewSubmission(
        department=checked.department,
        month=preview.month,
        window=office.plan.calendar.window(preview.month),
        plan_code=office.plan.code,
        plan_version=office.plan.version,
        sent_by=sent_by,
        sent_at=sent_at,
        figures=placed_in(checked, preview.month),
        warnings_reason=reason if checked.warnings else "",
        seen=preview.seen,
        progress=tuple(change.to_keep() for change in preview.progress),
    )


def summary(upload: Upload) -> str:
    """One line on the state of an upload: refused, with errors, with warnings, or ready."""
    if upload.refusal is not None:
        return upload.refusal.message
    assert upload.checked is not None, "a file is refused or checked"
    errors, warnings = len(upload.checked.errors), len(upload.checked.warnings)
    if upload.questions:
        asked = words.number(len(upload.questions))
        return f"Biểu của đơn vị còn {asked} điều phải xác nhận; chưa lưu số liệu nào."
    if errors:
        more = f" và {words.number(warnings)} cảnh báo" if warnings else ""
        return f"Tệp có {words.number(errors)} lỗi{more}; chưa lưu số liệu nào."
    if not upload.changed_months:
        return "Số liệu trong tệp trùng với số liệu đã lưu; không có gì thay đổi."
    changed = words.joined(preview.month.label for preview in upload.changed_months)
    tail = f"; có {words.number(warnings)} cảnh báo cần nêu lý do" if warnings else ""
    return f"Tệp hợp lệ, sẵn sàng lưu {changed}{tail}."
