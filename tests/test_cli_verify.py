"""The command `verify`: what it prints, and what it answers with; a promise to scripts."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from cchc_metrics.cli import main
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.tables import audit, figures
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workflow.accounts import taken_at_word
from cchc_metrics.workflow.office import Office, open_office
from cchc_metrics.workflow.uploads import read_upload, template
from tests.store.builders import at
from tests.store.tampering import tampering
from tests.ui.office import CODE, filled
from tests.workflow.officers import save

MARCH = ReportingMonth(2026, 3)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A record with one submission, named by the environment."""
    environment = {"CCHC_DATABASE_URL": f"sqlite:///{tmp_path / 'record.sqlite3'}"}
    monkeypatch.setenv("CCHC_DATABASE_URL", environment["CCHC_DATABASE_URL"])
    opened = open_office(environment)
    content = filled(template(opened, CODE, MARCH))
    day, sender = at("2026-03-20 01:00").date(), taken_at_word("Lò Thị Lan")
    upload = read_upload(opened, "thang-3.xlsx", content, Expected(CODE, MARCH), sender, day)
    save(opened, upload)
    yield opened
    opened.engine.dispose()


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *options: str
) -> tuple[int | str | None, str]:
    monkeypatch.setattr(sys, "argv", ["cchc_metrics", "verify", *options])
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code, capsys.readouterr().out


def test_a_clean_record_is_told_with_the_end_of_its_chain(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = run(monkeypatch, capsys)
    assert code == 0
    assert "Xã 03451: 1 dòng nhật ký, 1 lần nộp, 1 tệp." in said
    assert "Không có sai lệch nào." in said
    code, printed = run(monkeypatch, capsys, "--json")
    told = json.loads(printed)
    assert (code, told["clean"], told["findings"]) == (0, True, [])
    (commune,) = told["communes"]
    assert commune["head"]["number"] == 1
    assert f"số 1, mã {commune['head']['hash']}" in said


def test_findings_are_told_with_their_place_and_the_exit_code_says_so(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with tampering(office.engine) as connection:
        connection.execute(update(audit).values(actor="Kẻ khác"))
        first = figures.c.indicator_code == "II.3-1"
        connection.execute(update(figures).where(first).values(numerator=91))
    code, said = run(monkeypatch, capsys)
    assert code == 1
    assert "Có 3 sai lệch:" in said
    assert "- Nhật ký, dòng 1: không nối tiếp dòng trước, hoặc nội dung đã bị sửa." in said
    code, printed = run(monkeypatch, capsys, "--json")
    told = json.loads(printed)
    assert (code, told["clean"]) == (1, False)
    assert [finding["check"] for finding in told["findings"]] == ["chain", "submissions", "figures"]
    assert told["findings"][2]["problem"].startswith("tử số đang lưu là 91, ô D")
