"""What of the log is chosen: by person, kind, days and words, on both engines."""

import pytest
from sqlalchemy import Engine

from cchc_metrics.store.audit import write_audit
from cchc_metrics.store.database import reading, writing
from cchc_metrics.store.journal import WantedActs, actors, acts, count_acts
from tests.store.builders import COMMUNE, at

# Number from 1: moment, actor, action, subject, details.
LOG = (
    ("2026-03-01 16:59", "Lò Thị Lan (lan)", "submit", "PKT 2026-02", {"file": "Biểu 50%.xlsx"}),
    ("2026-03-01 17:00", "lan", "access.sign_in", "lan", {"address": "10.0.0.7"}),
    ("2026-03-02 02:00", "Vàng A Lan (lan2)", "submit", "PVHXH 2026-02", {"file": "b_c.xlsx"}),
    ("2026-03-03 02:00", "Lan", "lock", "2026-01 2026-02", {"reason": "chốt quý"}),
    ("2026-03-04 02:00", "Lò Thị Lan (lan)", "withdraw", "PKT 2026-02", {"reason": "Nhầm tệp"}),
)


@pytest.fixture
def record(database: Engine) -> Engine:
    with writing(database, COMMUNE) as connection:
        for moment, *act in LOG:
            write_audit(connection, COMMUNE, at(moment), *act)
        write_audit(connection, "99999", at("2026-03-01 02:00"), "Páo", "lock", "2026-01", {})
    return database


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (WantedActs(), [5, 4, 3, 1]),
        (WantedActs(with_access=True), [5, 4, 3, 2, 1]),
        (WantedActs(person="lan", with_access=True), [5, 2, 1]),
        (WantedActs(person="lan"), [5, 1]),
        (WantedActs(person="Lan"), [4]),
        (WantedActs(person="%"), []),
        (WantedActs(action="submit"), [3, 1]),
        (WantedActs(action="access.sign_in"), []),
        (WantedActs(since=at("2026-03-02 02:00")), [5, 4, 3]),
        (WantedActs(until=at("2026-03-02 02:00")), [1]),
        (WantedActs(text="pkt"), [5, 1]),
        (WantedActs(text="2026-01"), [4]),
        (WantedActs(text="Nhầm tệp"), [5]),
        (WantedActs(text="50%"), [1]),
        (WantedActs(text="b_"), [3]),
        (WantedActs(text="'; DROP TABLE audit; --"), []),
        (WantedActs("lan", "submit", at("2026-03-01 00:00"), at("2026-03-02 00:00"), "PKT"), [1]),
    ],
    ids=repr,
)
def test_acts_are_chosen(record: Engine, wanted: WantedActs, numbers: list[int]) -> None:
    with reading(record) as connection:
        assert [act.number for act in acts(connection, COMMUNE, wanted, 10)] == numbers
        assert count_acts(connection, COMMUNE, wanted) == len(numbers)


def test_acts_come_in_stretches_newest_first(record: Engine) -> None:
    with reading(record) as connection:
        stretches = [
            [act.number for act in acts(connection, COMMUNE, WantedActs(), 3, offset)]
            for offset in (0, 3, 6)
        ]
    assert stretches == [[5, 4, 3], [1], []]


def test_who_did_something(record: Engine) -> None:
    with reading(record) as connection:
        everybody = set(actors(connection, COMMUNE, with_access=True))
        assert everybody - set(actors(connection, COMMUNE, with_access=False)) == {"lan"}
    assert everybody == {actor for _, actor, *_ in LOG}
