"""Files against the log and their hashes; each then proves the figures that came in it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256

from cchc_metrics.store.database import Transaction
from cchc_metrics.store.progress import progress_of_file
from cchc_metrics.store.verify import (
    KeptFile,
    content_of,
    figures_of_file,
    kept_files,
    stray_figures,
)
from cchc_metrics.store.verify_readings import readings_of_file
from cchc_metrics.workflow.verify.acts import Told
from cchc_metrics.workflow.verify.figures import figure_findings
from cchc_metrics.workflow.verify.findings import Check, Finding
from cchc_metrics.workflow.verify.milestones import milestone_findings

_FILES_A_LINE = 25


def file_findings(
    connection: Transaction,
    commune: str,
    told: Told,
    counts: frozenset[str],
    tell: Callable[[str], None],
) -> Iterator[Finding]:
    """All files of a commune, one at a time; `counts` are indicators without a denominator."""
    missing = dict(told.files)
    files = kept_files(connection, commune)
    for done, file in enumerate(files, start=1):
        yield from _as_told(file, missing.pop(file.sha256, None))
        content = content_of(connection, commune, file.sha256)
        if (sha256(content).hexdigest(), len(content)) != (file.sha256, file.size):
            problem = "nội dung không còn đúng như khi nhận, nên số liệu trong tệp chưa đối chiếu."
            yield Finding(Check.FILES, _place(file), problem)
        else:
            figures = figures_of_file(connection, commune, file.sha256)
            readings = readings_of_file(connection, commune, file.sha256)
            yield from figure_findings(_place(file), content, figures, readings, counts)
            reports = progress_of_file(connection, commune, file.sha256)
            yield from milestone_findings(_place(file), content, reports)
        if done % _FILES_A_LINE == 0 or done == len(files):
            tell(f"Xã {commune}: đã đối chiếu {done}/{len(files)} tệp.")
    for code, (name, _) in missing.items():
        yield Finding(Check.FILES, f"Tệp “{name}” (mã {code[:12]})", "tệp gốc không còn.")


def stray_findings(connection: Transaction, commune: str) -> Iterator[Finding]:
    for submission, indicator in stray_figures(connection, commune):
        place = f"Số liệu {indicator} của lần nộp số {submission}"
        yield Finding(Check.FIGURES, place, "không có lần nộp nào mang số này.")


def _as_told(file: KeptFile, told: tuple[str, datetime] | None) -> Iterator[Finding]:
    """A file is there for the submissions that the log tells of, under the first one's words."""
    if told is None:
        yield Finding(Check.FILES, _place(file), "không thuộc lần nộp nào mà nhật ký ghi.")
    elif told != (file.name, file.received_at):
        problem = f"tên tệp hoặc thời điểm nhận khác với nhật ký (“{told[0]}”)."
        yield Finding(Check.FILES, _place(file), problem)


def _place(file: KeptFile) -> str:
    return f"Tệp “{file.name}” (mã {file.sha256[:12]})"
