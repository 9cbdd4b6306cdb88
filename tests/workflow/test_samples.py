"""Loading the samples: once, to the end, and never into a record of real figures."""

from itertools import islice

import pytest
import sqlalchemy as sa

from cchc_metrics.plan.loading import DEFAULT_PLAN, load_plan
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.samples import SAMPLE_FOLDER, load_samples
from cchc_metrics.workflow.uploads import history
from tests.builders import month
from tests.workbooks.filling import fill
from tests.workflow.officers import open_with, read, save, whole_record


@pytest.fixture
def office(fresh_record: sa.Engine) -> Office:
    return open_with(fresh_record, load_plan(DEFAULT_PLAN))


def test_a_loading_that_was_broken_off_is_finished_the_next_time(office: Office) -> None:
    first = list(islice(load_samples(office), 3))
    rest = list(islice(load_samples(office), 2))
    assert len({*first, *rest}) == 5
    assert len(history(office)) == 5


def test_a_record_with_real_figures_is_left_alone(office: Office) -> None:
    sample = (SAMPLE_FOLDER / "MAU_PKT_2026-01.xlsx").read_bytes()
    save(office, read(office, fill(sample, {("II.7-1", "Ghi chú"): "Số thật"})))
    before = whole_record(office.engine)
    assert list(load_samples(office)) == []
    assert whole_record(office.engine) == before
    assert not office.is_demonstration


def test_what_is_sent_in_a_demonstration_stays(office: Office) -> None:
    list(islice(load_samples(office), 1))
    sample = (SAMPLE_FOLDER / "MAU_PKT_2026-01.xlsx").read_bytes()
    save(office, read(office, fill(sample, {("II.7-1", "Ghi chú"): "Thử sửa"})))
    list(islice(load_samples(office), 1))
    in_force = [e.version for e in history(office, "PKT", month(1)) if e.is_in_force]
    assert in_force == [2]
