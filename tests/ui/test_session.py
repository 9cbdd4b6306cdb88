"""What a run of a page looks up once, and what it looks up anew."""

from cchc_metrics.ui import cached, session
from cchc_metrics.workflow.office import Office
from tests.ui.office import send_march


def test_one_run_draws_the_record_of_one_moment(empty_record: Office) -> None:
    with session.one_look():
        before, nobody = session.moment(), cached.submissions()
        send_march(empty_record, 120)
        assert session.moment() == before
        assert cached.submissions() is nobody
    with session.one_look():
        assert session.moment() > before
        assert cached.submissions()["sent_on"].notna().sum() == 1


def test_a_page_without_the_frame_around_it_looks_each_time(empty_record: Office) -> None:
    before = session.moment()
    send_march(empty_record, 120)
    assert session.moment() > before
