"""Drafts and sent reports: what is added, what counts, who came first, what the log proves."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from cchc_metrics.store.audit import audit_entries
from cchc_metrics.store.errors import NotPossible
from cchc_metrics.store.record import record_version
from cchc_metrics.store.report_tables import REPORTS
from cchc_metrics.store.reports import (
    NO_DRAFT,
    latest_draft,
    reports_sent,
    save_draft,
    send_report,
)
from tests.store.acts import MAI, NOON, PLAN, Q1, SENT
from tests.store.builders import COMMUNE


def test_there_is_no_draft_before_the_first(database: Engine) -> None:
    assert latest_draft(database, COMMUNE, Q1) == NO_DRAFT


def test_the_latest_draft_of_a_report_counts(database: Engine) -> None:
    save_draft(database, COMMUNE, Q1, "một", 0, MAI, NOON)
    save_draft(database, COMMUNE, Q1, "hai", 1, MAI, NOON)
    save_draft(database, COMMUNE, replace(Q1, period="2026-H1"), "khác", 0, MAI, NOON)
    found = latest_draft(database, COMMUNE, Q1)
    assert (found.version, found.content, found.done_by, found.done_at) == (2, "hai", MAI, NOON)
    assert latest_draft(database, "99999", Q1) == NO_DRAFT


def test_a_draft_is_saved_only_over_the_one_that_was_seen(database: Engine) -> None:
    save_draft(database, COMMUNE, Q1, "của người này", 0, MAI, NOON)
    with pytest.raises(NotPossible, match="vừa có người khác lưu"):
        save_draft(database, COMMUNE, Q1, "của người kia", 0, MAI, NOON)
    assert latest_draft(database, COMMUNE, Q1).content == "của người này"


def test_what_was_sent_comes_back_as_it_was_the_latest_first(database: Engine) -> None:
    first = send_report(database, COMMUNE, Q1, SENT, MAI, NOON)
    again = replace(SENT, number="06", content="đã đính chính")
    second = send_report(database, COMMUNE, Q1, again, MAI, NOON)
    found = reports_sent(database, COMMUNE, PLAN)
    assert [each.id for each in found] == [second, first]
    kept = found[1]
    assert (kept.number, kept.dated_on, kept.content) == ("05", SENT.dated_on, SENT.content)
    assert (kept.kind, kept.period, kept.done_by, kept.done_at) == (
        "periodic",
        "2026-Q1",
        MAI,
        NOON,
    )
    assert reports_sent(database, "99999", PLAN) == reports_sent(database, COMMUNE, "khac") == []


def test_a_number_is_used_once_for_each_kind(database: Engine) -> None:
    send_report(database, COMMUNE, Q1, SENT, MAI, NOON)
    with pytest.raises(NotPossible, match="Số 05 đã dùng"):
        send_report(database, COMMUNE, replace(Q1, period="2026-H1"), SENT, MAI, NOON)
    send_report(database, COMMUNE, replace(Q1, kind="reminder"), SENT, MAI, NOON)
    assert len(reports_sent(database, COMMUNE, PLAN)) == 2


def test_the_log_tells_of_them_by_the_hash_of_their_content(database: Engine) -> None:
    save_draft(database, COMMUNE, Q1, "bản thảo", 0, MAI, NOON)
    send_report(database, COMMUNE, Q1, SENT, MAI, NOON)
    sent, draft = audit_entries(database, COMMUNE, 2)
    assert (draft.action, sent.action) == ("report.draft", "report.send")
    assert sent.details["document_number"] == "05" and "content" not in sent.details
    assert draft.details["sha256"] != sent.details["sha256"]


def test_writing_reports_does_not_make_the_boards_compute_anew(database: Engine) -> None:
    save_draft(database, COMMUNE, Q1, "bản thảo", 0, MAI, NOON)
    assert record_version(database, COMMUNE) == 0


@pytest.mark.parametrize("table", [table.name for table in REPORTS])
def test_the_database_itself_refuses_to_change_or_remove_them(database: Engine, table: str) -> None:
    save_draft(database, COMMUNE, Q1, "bản thảo", 0, MAI, NOON)
    send_report(database, COMMUNE, Q1, SENT, MAI, NOON)
    for statement in (f"UPDATE {table} SET content = ''", f"DELETE FROM {table}"):
        with (
            pytest.raises(DBAPIError, match="only ever added to"),
            database.begin() as connection,
        ):
            connection.execute(text(statement))
