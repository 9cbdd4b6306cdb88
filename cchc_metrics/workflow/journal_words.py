"""Acts of the audit log in Vietnamese: one table of what each is called and how it is said."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cchc_metrics import words
from cchc_metrics.access.roles import Role
from cchc_metrics.plan.figures import CellReading, ReadAs
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod, scope
from cchc_metrics.plan.progress import ProgressState
from cchc_metrics.reports.content import period_name
from cchc_metrics.reports.papers import PaperKind
from cchc_metrics.reports.sentences import lowered
from cchc_metrics.store.actions import ActionState
from cchc_metrics.store.audit import ABOUT_ACCESS, ABOUT_KEEPING, ABOUT_REPORTS, AuditEntry
from cchc_metrics.store.judging_acts import Act as JudgingAct
from cchc_metrics.store.locks import LOCK, UNLOCK
from cchc_metrics.store.mappings import FORGET, REMEMBER
from cchc_metrics.store.submissions import SUBMIT
from cchc_metrics.store.withdrawals import RESTORE, WITHDRAW
from cchc_metrics.workflow.accounts.rules import Act
from cchc_metrics.workflow.judging.aims import named
from cchc_metrics.workflow.reading_words import said

# Action -> what it is called, and its sentence; `{what}` is what was acted on.
ACTS: Mapping[str, tuple[str, str]] = {
    SUBMIT: ("Nộp số liệu", "Nộp số liệu {what}"),
    REMEMBER: ("Ghi nhớ tên chỉ tiêu", "Ghi nhớ tên chỉ tiêu trong biểu của {what}"),
    FORGET: ("Bỏ ghi nhớ tên chỉ tiêu", "Bỏ ghi nhớ tên chỉ tiêu trong biểu của {what}"),
    WITHDRAW: ("Rút lần nộp", "Rút lần nộp {what}"),
    RESTORE: ("Khôi phục lần nộp", "Khôi phục lần nộp {what}"),
    LOCK: ("Chốt số liệu", "Chốt số liệu {what}"),
    UNLOCK: ("Mở chốt số liệu", "Mở chốt số liệu {what}"),
    JudgingAct.SET_TARGET: ("Đặt mức giao", "Đặt mức giao của {what}"),
    JudgingAct.TAKE_BACK_TARGET: ("Rút mức giao", "Rút mức giao của {what}"),
    JudgingAct.EXPLAIN: ("Giải trình", "Giải trình {what}"),
    JudgingAct.PLAN_ACTION: ("Đặt biện pháp", "Đặt biện pháp cho {what}"),
    JudgingAct.FOLLOW_ACTION: ("Theo dõi biện pháp", "Cập nhật biện pháp cho {what}"),
    JudgingAct.REPORT_PROGRESS: ("Báo cáo nhiệm vụ", "Báo cáo {what}"),
    JudgingAct.SAVE_DRAFT: ("Lưu bản thảo", "Lưu bản thảo {what}"),
    JudgingAct.SEND_REPORT: ("Phát hành văn bản", "Phát hành {what}"),
    f"{ABOUT_KEEPING}backup": ("Sao lưu", "Sao lưu vào {what}"),
    f"{ABOUT_KEEPING}backup_failed": ("Sao lưu không thành", "Không sao lưu được vào {what}"),
    f"{ABOUT_KEEPING}restore": ("Phục hồi", "Phục hồi từ bản sao lưu {what}"),
    Act.SIGN_IN: ("Đăng nhập", "Đăng nhập"),
    Act.SIGN_IN_FAILED: ("Đăng nhập sai", "Đăng nhập sai vào {what}"),
    Act.SIGN_IN_LOCKED: ("Tạm khóa đăng nhập", "Tạm khóa đăng nhập vì sai nhiều lần: {what}"),
    Act.SIGN_OUT: ("Đăng xuất", "Đăng xuất"),
    Act.END_SESSION: ("Kết thúc một phiên", "Kết thúc một phiên của {what}"),
    Act.END_SESSIONS: ("Kết thúc các phiên", "Kết thúc các phiên của {what}"),
    Act.INVITE: ("Mời quản trị viên đầu tiên", "Tạo liên kết lập quản trị viên đầu tiên"),
    Act.CREATE: ("Tạo tài khoản", "Tạo {what}"),
    Act.CHANGE: ("Sửa tài khoản", "Sửa {what}"),
    Act.DISABLE: ("Khóa tài khoản", "Khóa {what}"),
    Act.ENABLE: ("Mở khóa tài khoản", "Mở khóa {what}"),
    Act.RESET_PASSWORD: ("Cấp lại mật khẩu", "Cấp lại mật khẩu cho {what}"),
    Act.CHANGE_PASSWORD: ("Đổi mật khẩu", "Đổi mật khẩu của mình"),
    Act.PUBLIC_BOARD: ("Xem không cần tài khoản", "Đổi việc xem bảng không cần tài khoản"),
}
_DETAILS = {
    "submission": "lần nộp số",
    "version": "bản",
    "file": "tệp",
    "sha256": "mã tệp",
    "figures": "số chỉ tiêu",
    "warnings_reason": "lý do cảnh báo",
    "after_lock": "nộp sau khi chốt",
    "reason": "lý do",
    "address": "từ địa chỉ",
    "with_password": "bằng mật khẩu",
    "ended": "số phiên đã kết thúc",
    "on": "cho xem",
    "role": "vai trò",
    "department": "đơn vị",
    "email": "thư điện tử",
    "display_name": "họ và tên",
    "session": "phiên",
    "size": "số byte",
    "why": "nguyên nhân",
    "id": "dòng",
    "plan_code": "kế hoạch",
    "indicator_code": "chỉ tiêu",
    "numerator": "mức giao, tử số",
    "denominator": "mức giao, mẫu số",
    "is_strict": "phải vượt mức",
    "holds_from": "áp dụng từ",
    "document_number": "văn bản",
    "document_date": "ngày văn bản",
    "document_agency": "cơ quan ban hành",
    "target_id": "rút mức giao ở dòng",
    "month": "kỳ",
    "department_code": "đơn vị",
    "cause": "nguyên nhân",
    "number": "biện pháp số",
    "what": "nội dung",
    "person": "phụ trách",
    "due_on": "hạn",
    "state": "tình trạng",
    "outcome": "kết quả",
    "ended_on": "kết thúc ngày",
    "item_code": "mục",
    "done_on": "hoàn thành ngày",
    "evidence": "minh chứng",
    "document": "văn bản",
    "submission_id": "lần nộp số",
    "kind": "loại",
    "period": "kỳ báo cáo",
    "made_at": "bản sao lưu lập lúc",
    "old": "trước",
    "new": "sau",
    "readings": "cách đọc ô",
    "labels": "tên",
    "label": "trong biểu",
    "meaning": "nghĩa là",
}
_DAYS = ("holds_from", "document_date", "due_on", "ended_on", "done_on")
_STATES: Mapping[str, str] = {
    **{state.value: state.label for state in ActionState},
    **{state.value: state.label for state in ProgressState},
}
# Beside what it is folded from, a label's folded form tells nothing.
_UNSAID = frozenset({"folded"})
_HASH_SHOWN = 12


def kind_of(action: str) -> str:
    """What an act is called; one that is not known stays as it is written."""
    return ACTS[action][0] if action in ACTS else action


def sentence(entry: AuditEntry, plan: Plan) -> str:
    if entry.action not in ACTS:
        return f"{entry.action} {entry.subject}".strip()
    return ACTS[entry.action][1].format(what=_what(entry, plan))


def details(entry: AuditEntry) -> str:
    """`bản: 2; tệp: a.xlsx`: all that was written, but what is empty."""
    return _spelled(entry.details)


def _what(entry: AuditEntry, plan: Plan) -> str:
    """`tháng 3/2026 của Phòng VH-XH`, `tháng 1/2026 và tháng 2/2026`, `tài khoản “lan”`."""
    if entry.action.startswith(ABOUT_ACCESS):
        return f"tài khoản “{entry.subject}”"
    if entry.action.startswith(ABOUT_REPORTS):
        return _reported(entry.subject)
    if entry.action in list(JudgingAct):
        return _judged(entry.subject, plan)
    names = {each.code: each.short_name for each in plan.departments}
    if entry.subject in names:
        return names[entry.subject]
    department, *months = entry.subject.split(" ")
    try:
        if not months or department[:1].isdigit():
            return words.joined(ReportingMonth.parse(m).label for m in (department, *months))
        labels = words.joined(ReportingMonth.parse(month).label for month in months)
    except ValueError:
        return f"“{entry.subject}”"
    return f"{labels} của {names.get(department, department)}"


def _reported(subject: str) -> str:
    """`báo cáo Quý I năm 2026`, `công văn đôn đốc tháng 10/2026`."""
    kind, _, code = subject.partition(" ")
    year, _, period = code.partition("-")
    try:
        name = lowered(PaperKind(kind).label)
        if period.isdigit():
            return f"{name} {ReportingMonth.parse(code).label}"
        return f"{name} {period_name(scope(ReportPeriod(period), ReportingMonth(int(year), 12)))}"
    except ValueError:
        return f"“{subject}”"


def _judged(subject: str, plan: Plan) -> str:
    """`II.3-2 Số hóa thành phần hồ sơ, tháng 6/2026`; the code alone of what the plan has not."""
    code, _, month = subject.partition(" ")
    said = named(plan, code)
    try:
        return f"{said}, {ReportingMonth.parse(month).label}" if month else said
    except ValueError:
        return f"“{subject}”"


def _spelled(written: Mapping[str, Any]) -> str:
    spelled = {key: _value(key, value) for key, value in written.items() if key not in _UNSAID}
    return "; ".join(f"{_DETAILS.get(key, key)}: {text}" for key, text in spelled.items() if text)


def _value(key: str, value: Any) -> str:
    """A detail in words; empty for what was not given, or is not worth a word."""
    match value:
        case "" if key == "meaning":
            return "không lấy"
        case None | "":
            return ""
        case bool():
            return "" if key == "after_lock" and not value else ("có" if value else "không")
        case int() | float():
            return words.number(value)
        case str():
            return _text(key, value)
        case list():
            return ", ".join(_value(key, each) for each in value)
        case dict() if key == "readings":
            return _reading(value)
        case dict():
            return f"({_spelled(value)})"
    return str(value)


def _reading(told: Mapping[str, Any]) -> str:
    """`II.3-2, ô D10: trong tệp là “160”, sửa tại chỗ thành 120`, as far as it can be read."""
    try:
        reading = CellReading(
            told["sheet"],
            told["cell"],
            ReadAs(told["kind"]),
            told["raw"],
            told["taken_as"],
            told["reason"],
        )
    except (KeyError, ValueError):
        return str(told)
    return f"{told.get('indicator', '')}, {said(reading)}"


def _text(key: str, value: str) -> str:
    if key == "kind" and value in list(PaperKind):
        return lowered(PaperKind(value).label)
    if key == "sha256":
        return value[:_HASH_SHOWN]
    if key == "made_at" or key in _DAYS:
        return _when(key, value)
    if key == "state":
        return _STATES.get(value, value)
    is_role = key == "role" and value in list(Role)
    return Role(value).label if is_role else value


def _when(key: str, value: str) -> str:
    """What is no day, after tampering, stays as it is written: the page has to show it."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return words.day(moment.date()) if key in _DAYS else words.moment(moment)
