"""Loads the sample workbooks into a demonstration record, through the same door as any upload."""

import csv
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.record import set_demonstration
from cchc_metrics.words import VIETNAM
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workflow.accounts import taken_at_word
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.uploads import history, read_upload, save_upload

SAMPLE_FOLDER = Path(__file__).resolve().parents[2] / "data" / "samples"
REASON = "Số liệu mẫu để trình diễn."


def load_samples(office: Office, folder: Path = SAMPLE_FOLDER) -> Iterator[str]:
    """Save every workbook of the manifest as of the day it names; yields each name when saved.

    The record is marked as a demonstration first; one with figures that are no samples is left
    alone. What was loaded before is not loaded again, so that a broken-off loading is finished.
    """
    known = {entry.file_sha256 for entry in history(office)}
    if known and not office.is_demonstration:
        return
    set_demonstration(office.engine, office.commune)
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as manifest:
        for row in csv.DictReader(manifest):
            sent_at = datetime.fromisoformat(row["sent_at"])
            expected = Expected(row["department"], ReportingMonth.parse(row["month"]))
            content = (folder / row["file"]).read_bytes()
            if sha256(content).hexdigest() in known:
                continue
            day = sent_at.astimezone(VIETNAM).date()
            sender = taken_at_word(row["sent_by"])
            upload = read_upload(office, row["file"], content, expected, sender, day)
            save_upload(office, upload, sender, REASON, sent_at)
            yield row["file"]
