"""The record that is measured: the sample figures, and accounts to look at them."""

import os
import pickle
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load.sheets import filled_sheet
from benchmarks.load.staff import PASSWORD, make_account
from cchc_metrics.access.cookies import PLAIN_NAME
from cchc_metrics.access.roles import Role
from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workflow import accounts, board, uploads
from cchc_metrics.workflow.accounts import SignedIn, taken_at_word
from cchc_metrics.workflow.log import FOLDER_VARIABLE
from cchc_metrics.workflow.office import TODAY_VARIABLE, Office, last_closed_month, open_office
from cchc_metrics.workflow.samples import load_samples
from cchc_metrics.workflow.serving import DEMO_DAY

_NAMES = {Role.COORDINATOR: "dau-moi", Role.ADMIN: "quan-tri", Role.LEADER: "lanh-dao"}


@dataclass(frozen=True)
class Prepared:
    """Settings for a server on the record, and a session's cookie for each role."""

    folder: Path
    settings: dict[str, str]
    cookies: dict[Role, str]
    office: Office

    @property
    def naive_frames(self) -> Path:
        return self.folder / "frames.pickle"

    def save(self, number: int) -> None:
        """What an officer does: hand in a month anew, with other figures."""
        office, department = self.office, self.office.plan.reporting_departments[0].code
        month, officer = last_closed_month(office.plan, office.today()), taken_at_word("Đo tốc độ")
        chance = random.Random(number)
        content, _ = filled_sheet(office, department, month, f"lần {number}", chance)
        expected, today = Expected(department, month), office.today()
        upload = uploads.read_upload(office, "do.xlsx", content, expected, officer, today)
        uploads.save_upload(office, upload, officer, "đo tốc độ", office.now())


@contextmanager
def prepared(folder: Path) -> Iterator[Prepared]:
    """The sample record in a folder, with its accounts and the frames for the naive page."""
    settings = {
        "CCHC_DATABASE_URL": f"sqlite:///{folder / 'record.sqlite3'}",
        TODAY_VARIABLE: DEMO_DAY,
        FOLDER_VARIABLE: str(folder),
    }
    office = open_office({**os.environ, **settings})
    try:
        for _ in load_samples(office):
            pass
        cookies = {role: _cookie(office, role, name) for role, name in _NAMES.items()}
        found = Prepared(folder, settings, cookies, office)
        _keep_frames(office, found.naive_frames)
        yield found
    finally:
        office.engine.dispose()


def _cookie(office: Office, role: Role, name: str) -> str:
    make_account(office, name, role)
    signed_in = accounts.sign_in(office, name, PASSWORD, "", office.real_now())
    assert isinstance(signed_in, SignedIn), "the account has just been made"
    return f"{PLAIN_NAME}={signed_in.token}"


def _keep_frames(office: Office, target: Path) -> None:
    today = office.today()
    as_of = board.first_shown_month(office, today)
    scorecard = board.scorecard(office, ReportPeriod.YEAR, as_of, today)
    months = scorecard.monthly[["indicator", "month", "status"]]
    target.write_bytes(pickle.dumps((scorecard.areas, months)))
