"""The audit log for those who watch over the record: looked through, written out, its chain proved.

Acts about accounts and sessions are for who keeps accounts.
"""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from cchc_metrics import words
from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.reports.cells import Column, Table
from cchc_metrics.reports.content import SAMPLE_NOTE
from cchc_metrics.reports.said import Heading
from cchc_metrics.reports.xlsx.book import table_workbook
from cchc_metrics.store import journal as log
from cchc_metrics.store.audit import ABOUT_ACCESS, AuditEntry, ChainLink, broken_links, chain_end
from cchc_metrics.store.database import reading
from cchc_metrics.store.journal import WantedActs
from cchc_metrics.workflow.journal_words import ACTS, details, kind_of, sentence
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import require

ROWS_A_PAGE = 50
MOST_EXPORTED = 20_000
_ACCOUNT = re.compile(r".+ \((\S+)\)")
_COLUMNS = (
    Column("Số", 8),
    Column("Thời điểm", 22),
    Column("Người thực hiện", 28, is_long=True),
    Column("Việc", 44, is_long=True),
    Column("Chi tiết", 70, is_long=True),
)


@dataclass(frozen=True)
class JournalFilter:
    """What is asked for; empty means any. Days are those of Vietnam, the last one included."""

    person: str = ""
    action: str = ""
    first_day: date | None = None
    last_day: date | None = None
    text: str = ""


@dataclass(frozen=True)
class JournalRow:
    """An act as people read it."""

    number: int
    at: str
    actor: str
    sentence: str
    details: str

    @property
    def cells(self) -> tuple[str, ...]:
        return (words.number(self.number), self.at, self.actor, self.sentence, self.details)


@dataclass(frozen=True)
class JournalPage:
    """Rows of one page; `total` and `pages` speak of all."""

    rows: tuple[JournalRow, ...]
    total: int

    @property
    def pages(self) -> int:
        return max(1, math.ceil(self.total / ROWS_A_PAGE))


@dataclass(frozen=True)
class ChainState:
    """The chain's end, and the rows where it is broken."""

    head: ChainLink
    broken: tuple[int, ...]


def journal(office: Office, visitor: Visitor, asked: JournalFilter, page: int = 1) -> JournalPage:
    """A page of the acts that are asked for, newest first. Raise NotAllowed."""
    wanted = _wanted(visitor, asked)
    with reading(office.engine) as connection:
        total = log.count_acts(connection, office.commune, wanted)
        offset = (page - 1) * ROWS_A_PAGE
        found = log.acts(connection, office.commune, wanted, ROWS_A_PAGE, offset)
    return JournalPage(tuple(_row(office, entry) for entry in found), total)


def people(office: Office, visitor: Visitor) -> dict[str, str]:
    """Account or name -> how it is shown, of everybody who did something, by what is shown."""
    wanted = _wanted(visitor, JournalFilter())
    with reading(office.engine) as connection:
        actors = log.actors(connection, office.commune, wanted.with_access)
    shown: dict[str, str] = {}
    for actor in sorted(actors, key=len):
        account = _ACCOUNT.fullmatch(actor)
        shown[account[1] if account else actor] = actor  # the longest, which has the full name
    return dict(sorted(shown.items(), key=lambda pair: pair[1].casefold()))


def kinds(visitor: Visitor) -> dict[str, str]:
    """Action -> what it is called, of all acts that the visitor may see."""
    require(visitor, Permission.VIEW_JOURNAL)
    return {action: kind_of(action) for action in ACTS if _may_see(visitor, action)}


def chain_head(office: Office, visitor: Visitor) -> ChainLink:
    """The end of the chain, to be noted elsewhere. Raise NotAllowed."""
    require(visitor, Permission.VIEW_JOURNAL)
    with reading(office.engine) as connection:
        return chain_end(connection, office.commune)


def chain_state(office: Office, visitor: Visitor) -> ChainState:
    """Read the whole log and prove its chain. Raise NotAllowed."""
    require(visitor, Permission.VIEW_JOURNAL)
    with reading(office.engine) as connection:
        broken = tuple(broken_links(connection, office.commune))
        return ChainState(chain_end(connection, office.commune), broken)


def journal_name(today: date) -> str:
    return f"Nhat-ky-CCHC_{today.isoformat()}.xlsx"


def journal_xlsx(office: Office, visitor: Visitor, asked: JournalFilter) -> bytes:
    """The acts that are asked for as a workbook, the latest ones where they are too many."""
    wanted = _wanted(visitor, asked)
    with reading(office.engine) as connection:
        total = log.count_acts(connection, office.commune, wanted)
        found = log.acts(connection, office.commune, wanted, MOST_EXPORTED)
        head = chain_end(connection, office.commune)
    rows = tuple(_row(office, entry).cells for entry in found)
    table = Table("Nhật ký", "Các việc, mới nhất trước", _COLUMNS, rows, "Không có việc nào.")
    return table_workbook(_heading(office, total, head), table, office.now())


def _heading(office: Office, total: int, head: ChainLink) -> Heading:
    made = f"Lập lúc {words.moment(office.now())}. Dòng cuối của chuỗi: số {head.number}"
    warnings = [SAMPLE_NOTE] if office.is_demonstration else []
    if total > MOST_EXPORTED:
        cut = f"{words.number(MOST_EXPORTED)} trên {words.number(total)}"
        warnings.append(f"Chỉ ghi các dòng mới nhất: {cut}. Thu hẹp số ngày để lấy đủ.")
    return Heading(
        office.plan.commune.agency,
        "NHẬT KÝ HỆ THỐNG",
        (f"{made}, mã {head.hash}.",),
        tuple(warnings),
    )


def _wanted(visitor: Visitor, asked: JournalFilter) -> WantedActs:
    require(visitor, Permission.VIEW_JOURNAL)
    after_last = asked.last_day + timedelta(days=1) if asked.last_day else None
    return WantedActs(
        asked.person,
        asked.action,
        _begin_of(asked.first_day),
        _begin_of(after_last),
        asked.text.strip(),
        visitor.may(Permission.MANAGE_ACCOUNTS),
    )


def _begin_of(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.min, words.VIETNAM)


def _may_see(visitor: Visitor, action: str) -> bool:
    return visitor.may(Permission.MANAGE_ACCOUNTS) or not action.startswith(ABOUT_ACCESS)


def _row(office: Office, entry: AuditEntry) -> JournalRow:
    return JournalRow(
        entry.number,
        words.moment(entry.at),
        entry.actor,
        sentence(entry, office.plan),
        details(entry),
    )
