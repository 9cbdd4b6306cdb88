"""Records that earlier software has kept: brought up to date, with everything that they hold.

`kept/` has one for each revision of the tables, filled by the last code of that revision with four
sample sheets, of which the last corrects the one before (`keep` makes them).
"""

from collections.abc import Iterator
from fractions import Fraction

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from cchc_metrics.plan.loading import DEFAULT_PLAN, load_plan
from cchc_metrics.store.actions import action_history
from cchc_metrics.store.audit import audit_entries, broken_links
from cchc_metrics.store.backup import restore_backup
from cchc_metrics.store.database import (
    head_revision,
    known_revisions,
    open_database,
    reading,
)
from cchc_metrics.store.explanations import explanation_history
from cchc_metrics.store.files import original_file
from cchc_metrics.store.history import submission_history
from cchc_metrics.store.in_force import figures_in_force
from cchc_metrics.store.locks import locks_in_force
from cchc_metrics.store.mappings import remembered
from cchc_metrics.store.progress import progress_history
from cchc_metrics.store.reports import Subject, latest_draft, reports_sent
from cchc_metrics.store.targets import target_history
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workflow.accounts import Refused, SignedIn, sign_in, taken_at_word, visitor_of
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.samples import SAMPLE_FOLDER
from cchc_metrics.workflow.uploads import read_upload, save_upload
from tests.builders import month
from tests.store.keep import KEPT, NOW, OWN, SENT

REVISIONS = sorted(path.stem for path in KEPT.glob("*.zip"))
WITH_ACCOUNTS, WITH_LOCKS, WITH_JUDGING = REVISIONS[1:], REVISIONS[2:], REVISIONS[3:]
WITH_MAPPINGS, WITH_REPORTS = REVISIONS[4:], REVISIONS[5:]
CORRECTED = ("PKT", "PVHXH", "TTPVHCC", "TTPVHCC")


@pytest.fixture(params=REVISIONS)
def revision(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def office(revision: str, database_url: str) -> Iterator[Office]:
    """The record that was kept at a revision, as it is today."""
    restore_backup(KEPT / f"{revision}.zip", database_url)
    engine = open_database(database_url)
    yield Office(load_plan(DEFAULT_PLAN), engine)
    engine.dispose()


def test_there_is_a_kept_record_for_every_revision() -> None:
    assert set(REVISIONS) == known_revisions(), "python -m tests.store.keep"


def test_revisions_are_named_by_their_files_in_one_line_up_to_the_latest() -> None:
    config = Config()
    config.set_main_option("script_location", "cchc_metrics.store:migrations")
    script = ScriptDirectory.from_config(config)
    assert {each.revision for each in script.walk_revisions()} == known_revisions()
    assert script.get_current_head() == head_revision()


def test_a_kept_record_is_brought_up_to_date_and_loses_nothing(
    office: Office, revision: str
) -> None:
    _has_every_submission(office, is_taken_back=revision in WITH_LOCKS)
    _has_an_unbroken_log(office)
    if revision in WITH_ACCOUNTS:
        _lets_people_in(office)
    if revision in WITH_LOCKS:
        assert list(locks_in_force(office.engine, office.commune)) == [month(1)]
    if revision in WITH_JUDGING:
        _has_acts_about_judging(office)
    known = [each.meaning for each in remembered(office.engine, office.commune)]
    assert known == (["II.3-2"] if revision in WITH_MAPPINGS else [])
    if revision in WITH_REPORTS:
        _has_reports(office)
    _goes_on(office)


def _has_every_submission(office: Office, is_taken_back: bool) -> None:
    entries = submission_history(office.engine, office.commune)[::-1]
    assert [entry.department for entry in entries] == list(CORRECTED)
    assert [entry.version for entry in entries] == [1, 1, 1, 2]
    assert [e.is_in_force for e in entries] == [True, True, is_taken_back, not is_taken_back]
    for entry, sent in zip(entries, SENT, strict=True):
        file = original_file(office.engine, office.commune, entry.file_sha256)
        assert file is not None and file.name == f"MAU_{sent}.xlsx"
    counts = {e.department: e.figure_count for e in entries if e.is_in_force}
    found = [placed.figure for placed in figures_in_force(office.engine, office.commune, 2026)]
    assert {code: sum(f.department == code for f in found) for code in counts} == counts
    (digitised,) = [f for f in found if f.indicator == "II.3-2" and f.department == "TTPVHCC"]
    as_sent, as_corrected = (31, 64), (43, 59)
    counting = (digitised.numerator, digitised.denominator)
    assert counting == (as_sent if is_taken_back else as_corrected)


def _has_an_unbroken_log(office: Office) -> None:
    sent = audit_entries(office.engine, office.commune, 100, "submit")
    assert [entry.subject.split()[0] for entry in sent[::-1]] == list(CORRECTED)
    with reading(office.engine) as connection:
        assert list(broken_links(connection, office.commune)) == []


def _lets_people_in(office: Office) -> None:
    """Who had a password has it still; who was locked out for wrong ones is locked out still."""
    answer = sign_in(office, "lan", OWN, "10.0.0.7", NOW)
    assert isinstance(answer, SignedIn)
    visitor = visitor_of(office, answer.token, NOW)
    assert visitor is not None and visitor.department == "PVHXH"
    locked = sign_in(office, "tuan", OWN, "10.0.0.8", NOW)
    assert isinstance(locked, Refused) and locked.retry_after


def _has_acts_about_judging(office: Office) -> None:
    of = (office.engine, office.commune, office.plan.code)
    (target,) = target_history(*of)
    assert (target.indicator, target.value) == ("II.3-1", Fraction(4, 5))
    assert target.taken_back is not None and target.taken_back.reason == "nhập nhầm"
    (explanation,) = explanation_history(*of)
    assert (explanation.month, explanation.cause) == (month(5), "Nguyên nhân mẫu.")
    assert [action.state for action in action_history(*of)] == ["open", "done"]
    assert [report.item for report in progress_history(*of)] == ["III.1"]


def _has_reports(office: Office) -> None:
    (sent,) = reports_sent(office.engine, office.commune, office.plan.code)
    draft = latest_draft(
        office.engine, office.commune, Subject(office.plan.code, sent.kind, sent.period)
    )
    assert (sent.number, draft.version) == ("05", 1)


def _goes_on(office: Office) -> None:
    name, sender = "MAU_VPHDND_2026-05.xlsx", taken_at_word("Lò Thị Mai")
    content = (SAMPLE_FOLDER / name).read_bytes()
    upload = read_upload(office, name, content, Expected(), sender, NOW.date())
    assert save_upload(office, upload, sender, "mẫu", NOW) == (len(SENT) + 1,)
    with reading(office.engine) as connection:
        assert list(broken_links(connection, office.commune)) == []
