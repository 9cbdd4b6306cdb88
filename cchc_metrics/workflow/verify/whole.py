"""Verifies the whole record in one moment of it, commune by commune."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cchc_metrics.plan.model import Kind, Plan
from cchc_metrics.store.audit import ChainLink, chain_end
from cchc_metrics.store.database import Transaction, reading
from cchc_metrics.store.judging_tables import JUDGING
from cchc_metrics.store.report_tables import REPORTS
from cchc_metrics.store.verify import communes
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.verify import acts, judging, readings, sent_files
from cchc_metrics.workflow.verify.acts import Told
from cchc_metrics.workflow.verify.findings import Check, Finding, as_far_as_readable
from cchc_metrics.workflow.verify.record import record_findings

_LOG = "Nhật ký"


@dataclass(frozen=True)
class VerifiedCommune:
    """What of a commune was looked at, and the end of its chain, to be noted elsewhere."""

    code: str
    head: ChainLink
    submissions: int
    files: int


@dataclass(frozen=True)
class Verified:
    communes: tuple[VerifiedCommune, ...]
    findings: tuple[Finding, ...]


def verify(office: Office, tell: Callable[[str], None] = lambda line: None) -> Verified:
    """Check everything; `tell` hears how far it has come. Raise StoreError where reading fails."""
    found: list[Finding] = []
    seen: list[VerifiedCommune] = []
    with reading(office.engine) as connection:
        tell("Đang kiểm tra cơ sở dữ liệu.")
        found += record_findings(connection)
        for commune in communes(connection):
            seen.append(_verify_commune(connection, commune, office.plan, found, tell))
    return Verified(tuple(seen), tuple(found))


def _verify_commune(
    connection: Transaction,
    commune: str,
    plan: Plan,
    found: list[Finding],
    tell: Callable[[str], None],
) -> VerifiedCommune:
    tell(f"Xã {commune}: đang đối chiếu nhật ký.")
    chain = acts.chain_findings(connection, commune)
    found += as_far_as_readable(Check.CHAIN, _LOG, chain)
    told = _told(connection, commune, found)
    if told is not None:
        checks = _checks(connection, commune, told, plan, tell)
        for check, table, findings in checks:
            found += as_far_as_readable(check, f"Bảng {table}, xã {commune}", findings)
    told = told or Told()
    head = chain_end(connection, commune)
    return VerifiedCommune(commune, head, len(told.submissions), len(told.files))


def _told(connection: Transaction, commune: str, found: list[Finding]) -> Told | None:
    try:
        return acts.told_by(connection, commune)
    except (ValueError, TypeError):
        problem = "có dòng không đọc được nên chưa đối chiếu với các lần nộp và các tệp."
        found.append(Finding(Check.CHAIN, f"{_LOG} xã {commune}", problem))
        return None


def _checks(
    connection: Transaction,
    commune: str,
    told: Told,
    plan: Plan,
    tell: Callable[[str], None],
) -> Iterator[tuple[Check, str, Iterator[Finding]]]:
    counts = frozenset(i.code for i in plan.indicators if i.kind is Kind.COUNT)
    of = (connection, commune)
    yield Check.SUBMISSIONS, "submissions", acts.submission_findings(*of, told)
    yield Check.WITHDRAWALS, "withdrawals", acts.withdrawal_findings(*of, told)
    yield Check.LOCKS, "locks", acts.lock_findings(*of, told)
    yield Check.FILES, "files", sent_files.file_findings(*of, told, counts, tell)
    yield Check.READINGS, "readings", readings.reading_findings(*of, told)
    yield Check.MAPPINGS, "mappings", readings.mapping_findings(*of, told)
    yield Check.FIGURES, "figures", sent_files.stray_findings(*of)
    for check, tables in ((Check.JUDGING, JUDGING), (Check.REPORTS, REPORTS)):
        for table in tables:
            yield check, table.name, judging.findings(*of, table, told, check)
