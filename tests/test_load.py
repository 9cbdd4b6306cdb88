"""Several people at once on a real server; `python -m benchmarks.load` is the whole campaign."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from benchmarks.load.campaign import Campaign, NotOurs, Outcome, run
from benchmarks.load.comparing import compare
from cchc_metrics.workflow.office import Office, open_office
from tests.apart import apart


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    """Two officers who get in each other's way, three leaders, and nobody thinks for long."""
    folder = tmp_path_factory.mktemp("load")
    record = f"sqlite:///{folder / 'record.sqlite3'}"
    return Campaign(record, folder, officers=2, leaders=3, seconds=3, think_seconds=(0.1, 0.3))


@pytest.fixture(scope="module")
def outcome(campaign: Campaign) -> Outcome:
    return apart(run, campaign)


@pytest.fixture
def office(campaign: Campaign, outcome: Outcome) -> Iterator[Office]:
    """The record as the campaign has left it."""
    opened = open_office(campaign.settings)
    yield opened
    opened.engine.dispose()


def test_nothing_fails_and_every_confirmed_save_is_recorded_once(outcome: Outcome) -> None:
    assert outcome.faults == []
    assert outcome.comparison.confirmed == outcome.comparison.found >= 4
    assert outcome.tally.seconds.keys() >= {"sign in", "open page", "switch page", "save"}


def test_of_two_who_save_the_same_month_one_is_told_and_saves_after_looking_again(
    outcome: Outcome,
) -> None:
    assert outcome.tally.refusals >= 1
    assert len({(s.officer, s.sha256) for s in outcome.tally.saved}) == len(outcome.tally.saved)


def test_a_save_that_is_not_recorded_or_not_confirmed_is_found(
    office: Office, outcome: Outcome
) -> None:
    told = outcome.tally.saved
    invented = replace(told[0], sha256="0" * 64)
    assert len(compare(office, [*told, invented]).lost) == 1
    assert len(compare(office, told[1:]).untold) == 1


def test_a_record_that_holds_something_is_left_alone(campaign: Campaign, outcome: Outcome) -> None:
    with pytest.raises(NotOurs):
        run(campaign)
