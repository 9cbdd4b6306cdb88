"""What `serve` says before the server starts."""

from pathlib import Path

from cchc_metrics.workflow import accounts, serving
from cchc_metrics.workflow.accounts import SignedIn
from cchc_metrics.workflow.office import open_office


def test_an_empty_record_gets_a_link_for_its_first_administrator(tmp_path: Path) -> None:
    environment = {"CCHC_DATABASE_URL": f"sqlite:///{tmp_path / 'record.sqlite3'}"}
    lines = list(serving.prepare(environment, demo=False, port=8502))
    address, _, token = lines[-1].strip().partition("?ma=")
    assert address == "http://localhost:8502/bat-dau"

    office = open_office(environment)
    found = accounts.make_first_admin(
        office, token, "tuan", "Giàng A Tuấn", "suối nhỏ qua bản", office.real_now()
    )
    office.engine.dispose()
    assert isinstance(found, SignedIn)
    assert list(serving.prepare(environment, demo=False)) == []
