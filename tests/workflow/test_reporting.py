"""A report from the figures to what was sent: reworded, filled in, frozen, compared with today."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
import sqlalchemy as sa
from sqlalchemy import update

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.reports.documents.periodic import periodic_report
from cchc_metrics.reports.fields import Fields
from cchc_metrics.reports.papers import Draft, Paper, PaperKind
from cchc_metrics.store.database import reading
from cchc_metrics.store.errors import StoreError
from cchc_metrics.store.journal import WantedActs, acts
from cchc_metrics.store.report_tables import report_drafts, sent_reports
from cchc_metrics.workflow import board
from cchc_metrics.workflow.journal_words import sentence
from cchc_metrics.workflow.judging.explaining import Announced, Answer, explain
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import NotAllowed
from cchc_metrics.workflow.reasons import NotDone
from cchc_metrics.workflow.reporting.composing import known_month, periodic, year_so_far
from cchc_metrics.workflow.reporting.drafting import Drafted, drafted, rewordings, save_draft
from cchc_metrics.workflow.reporting.sending import FigureChange, changed_since, send, sent
from cchc_metrics.workflow.verify import Check, verify
from tests.builders import month
from tests.store.tampering import tampering
from tests.workflow import judging_office, officers
from tests.workflow.officers import COUNT, FLOW, JANUARY, PLAN, STOCK, TODAY, at, open_with

MAI = Visitor("mai", "Lò Thị Mai", Role.COORDINATOR)
NOON = at("2026-04-20 05:00")
FILLED = Fields(number="5", day=date(2026, 4, 20), signer="Người Ký Thử")


@pytest.fixture
def office(fresh_record: sa.Engine) -> Office:
    """January of one department."""
    return with_january(fresh_record)


@pytest.fixture
def either_office(database: sa.Engine) -> Office:
    """The same on SQLite and on PostgreSQL."""
    return with_january(database)


def with_january(engine: sa.Engine) -> Office:
    opened = open_with(engine)
    officers.send(opened, JANUARY, {FLOW: (18, 20), STOCK: (1, 12), COUNT: (3, None)})
    return opened


def seen(office: Office, kind: PaperKind = PaperKind.PERIODIC) -> Drafted:
    report = periodic(office, ReportPeriod.Q1, TODAY, NOON)
    return drafted(office, kind, report)


def filled_in(office: Office, fields: Fields = FILLED, **texts: str) -> Drafted:
    found = seen(office)
    changed = {
        f"result/{code.replace('_', '.', 1).replace('_', '-')}": t for code, t in texts.items()
    }
    save_draft(office, MAI, found, Draft(fields, rewordings(found.plain, changed)), NOON)
    return seen(office)


def changes(office: Office, paper: Paper | None) -> tuple[FigureChange, ...]:
    """What has changed since a paper was sent, as the record stands now."""
    assert paper is not None
    as_of = month(paper.report.as_of)
    return changed_since(paper, board.scorecard(office, paper.report.period, as_of, TODAY))


# --- What it speaks of -----------------------------------------------------------------------

MONTHS = [
    (ReportPeriod.Q1, date(2026, 4, 20), 3),
    (ReportPeriod.Q1, date(2026, 2, 20), 2),
    (ReportPeriod.H1, date(2026, 12, 20), 6),
    (ReportPeriod.Q3, date(2026, 4, 20), 4),
    (ReportPeriod.YEAR, date(2026, 10, 25), 10),
    (ReportPeriod.YEAR, date(2027, 1, 5), 12),
]


@pytest.mark.parametrize(("period", "today", "as_of"), MONTHS)
def test_a_report_speaks_until_its_last_month_or_the_latest_that_is_over(
    period: ReportPeriod, today: date, as_of: int
) -> None:
    assert known_month(PLAN, period, today) == month(as_of)


def test_a_report_is_compared_with_the_one_before(office: Office) -> None:
    report = periodic(office, ReportPeriod.H1, TODAY, NOON)
    assert report.before is not None and report.before.period_name == "Quý I năm 2026"
    assert periodic(office, ReportPeriod.Q1, TODAY, NOON).before is None
    assert year_so_far(office, TODAY, NOON).as_of == 4


def test_what_a_department_said_is_told_also_when_the_plan_has_dropped_it(
    fresh_record: sa.Engine,
) -> None:
    plan, today = judging_office.PLAN, date(2026, 5, 20)
    office = judging_office.open_on(fresh_record, today)
    judging_office.send_until(office, 5, digitised=50)
    action = Announced("Sửa máy quét", "Lò Thị Lan", today)
    answer = Answer(judging_office.DIGITISED, month(5), "Máy quét hỏng", action)
    explain(office, judging_office.OFFICER, answer, at("2026-05-20 05:00"))
    merged = replace(
        plan,
        departments=tuple(d for d in plan.departments if d.code != "PVHXH"),
        indicators=tuple(
            replace(i, departments=("VPHDND",), lead="VPHDND") for i in plan.indicators
        ),
        milestones=(),
        tasks=(),
    )
    report = year_so_far(replace(office, plan=merged), today, NOON)
    told = next(part for part in report.lagging if part.code == judging_office.DIGITISED)
    assert "PVHXH" in told.causes[0].text and "PVHXH, Lò Thị Lan" in told.measures[0].text


# --- Drafts ----------------------------------------------------------------------------------


def test_a_first_draft_is_what_the_figures_say(office: Office) -> None:
    found = seen(office)
    assert (found.version, found.draft) == (0, Draft(Fields()))
    assert found.paper.report == found.plain


def test_what_was_reworded_is_kept_and_the_rest_follows_the_figures(either_office: Office) -> None:
    found = filled_in(either_office, II_3_2="Đã số hóa 18 trên 20 hồ sơ.")
    said = {s.key: s.text for s in found.paper.report.sentences}
    assert said[f"result/{FLOW}"] == "Đã số hóa 18 trên 20 hồ sơ."
    assert (
        said[f"result/{STOCK}"] == {s.key: s.text for s in found.plain.sentences}[f"result/{STOCK}"]
    )
    assert (found.version, found.paper.fields, found.outdated) == (1, FILLED, ())
    assert found.saved_by == "Lò Thị Mai (mai)"


def test_a_sentence_left_as_it_was_is_no_rewording(office: Office) -> None:
    plain = seen(office).plain
    unchanged = {s.key: f"{s.text} " for s in plain.sentences}
    assert rewordings(plain, unchanged) == ()


def test_a_rewording_is_marked_once_the_figures_behind_it_change(office: Office) -> None:
    filled_in(office, II_3_2="Đã số hóa 18 trên 20 hồ sơ.")
    officers.send(office, JANUARY, {FLOW: (19, 20), STOCK: (1, 12), COUNT: (3, None)})
    found = seen(office)
    (old,) = found.outdated
    assert old.key == f"result/{FLOW}" and "18/20" in old.was
    with pytest.raises(NotDone, match="số liệu đổi sau đó"):
        send(office, MAI, found, NOON)


def test_two_people_do_not_overwrite_each_other(office: Office) -> None:
    both = seen(office)
    save_draft(office, MAI, both, Draft(FILLED), NOON)
    with pytest.raises(StoreError, match="vừa có người khác lưu"):
        save_draft(office, MAI, both, Draft(FILLED), NOON)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.ADMIN])
def test_only_the_coordinator_writes_and_sends(office: Office, role: Role) -> None:
    visitor = Visitor("x", "Người Khác", role, "PVHXH")
    found = filled_in(office)
    with pytest.raises(NotAllowed, match="soạn và phát hành báo cáo"):
        save_draft(office, visitor, found, Draft(FILLED), NOON)
    with pytest.raises(NotAllowed, match="soạn và phát hành báo cáo"):
        send(office, visitor, found, NOON)


# --- Sending ---------------------------------------------------------------------------------

UNFINISHED = [
    (replace(FILLED, number=" "), "Chưa ghi số và ngày"),
    (replace(FILLED, day=None), "Chưa ghi số và ngày"),
    (replace(FILLED, day=date(2026, 4, 21)), "sau hôm nay"),
]


@pytest.mark.parametrize(("fields", "why"), UNFINISHED)
def test_nothing_is_sent_without_its_number_and_day(
    office: Office, fields: Fields, why: str
) -> None:
    with pytest.raises(NotDone, match=why):
        send(office, MAI, filled_in(office, fields), NOON)
    assert sent(office) == []


def test_what_was_sent_is_made_again_byte_for_byte_after_the_figures_changed(
    either_office: Office,
) -> None:
    paper = filled_in(either_office, II_3_2="Đã số hóa 18 trên 20 hồ sơ.").paper
    then = periodic_report(paper.report, paper.fields)
    send(either_office, MAI, seen(either_office), NOON)
    officers.send(either_office, JANUARY, {FLOW: (20, 20), STOCK: (2, 12), COUNT: (4, None)})
    (kept,) = sent(either_office)
    assert kept.paper == paper
    again = periodic_report(kept.paper.report, kept.paper.fields)
    assert sha256(again).hexdigest() == sha256(then).hexdigest()


def test_what_has_changed_since_is_listed_figure_by_figure(office: Office) -> None:
    send(office, MAI, filled_in(office), NOON)
    (kept,) = sent(office)
    assert changes(office, kept.paper) == ()
    officers.send(office, JANUARY, {FLOW: (20, 20), STOCK: (1, 12), COUNT: (4, None)})
    found = {(c.code, c.what): (c.then, c.now) for c in changes(office, kept.paper)}
    assert found == {
        (FLOW, "Kết quả"): ("18/20 hồ sơ = 90%", "20/20 hồ sơ = 100%"),
        (FLOW, "Đánh giá"): ("Cần đẩy nhanh", "Đạt"),
        (COUNT, "Kết quả"): ("3 hồ sơ", "4 hồ sơ"),
    }


def test_a_number_is_used_once_however_it_is_written(office: Office) -> None:
    send(office, MAI, filled_in(office), NOON)
    found = filled_in(office, replace(FILLED, number="05"))
    with pytest.raises(StoreError, match="Số 05 đã dùng"):
        send(office, MAI, found, NOON)
    assert [each.name for each in sent(office)] == ["Báo cáo số 05/BC-UBND, Quý I năm 2026"]


def test_the_next_report_begins_with_the_signer_of_the_last(office: Office) -> None:
    send(office, MAI, filled_in(office), NOON)
    report = periodic(office, ReportPeriod.H1, TODAY, NOON)
    fields = drafted(office, PaperKind.PERIODIC, report).paper.fields
    assert (fields.signer, fields.number, fields.day) == ("Người Ký Thử", "", None)


# --- The record ------------------------------------------------------------------------------


def test_the_log_says_it_in_words(office: Office) -> None:
    send(office, MAI, filled_in(office), NOON)
    with reading(office.engine) as connection:
        said = [sentence(a, PLAN) for a in acts(connection, office.commune, WantedActs(), 2)]
    assert said == ["Phát hành báo cáo Quý I năm 2026", "Lưu bản thảo báo cáo Quý I năm 2026"]


def test_verify_finds_a_report_that_was_changed_behind_its_back(either_office: Office) -> None:
    send(either_office, MAI, filled_in(either_office), NOON)
    assert verify(either_office).findings == ()
    with tampering(either_office.engine) as connection:
        connection.execute(update(sent_reports).values(content="{}"))
        connection.execute(update(report_drafts).values(done_by="Kẻ khác"))
    assert [each.name for each in sent(either_office)] == ["Văn bản số 05 (không đọc được)"]
    assert seen(either_office).paper.fields.number == "5"
    found = {(finding.check, finding.place) for finding in verify(either_office).findings}
    assert found == {
        (Check.REPORTS, "Văn bản phát hành, dòng 1"),
        (Check.REPORTS, "Bản thảo báo cáo, dòng 1"),
    }
