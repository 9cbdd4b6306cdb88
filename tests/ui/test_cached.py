"""Charts are drawn once for all who look, and anew for what is computed anew."""

from cchc_metrics.charts.areas import area_progress
from cchc_metrics.charts.bullets import bullet, bullets
from cchc_metrics.store.history import SubmissionEntry
from cchc_metrics.ui import cached
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.uploads import history
from tests.charts import cards
from tests.ui.office import CODE, send_march


def test_a_chart_is_drawn_once_for_all_who_look() -> None:
    scorecard = cards.make_scorecard()
    first = cached.figure(area_progress, scorecard)
    assert cached.figure(area_progress, scorecard) is first
    assert first == area_progress(scorecard)


def test_what_is_scored_anew_is_drawn_anew() -> None:
    figures = [cached.figure(area_progress, cards.make_scorecard()) for _ in range(20)]
    assert len({id(figure) for figure in figures}) == len(figures)


def test_each_chart_and_what_it_is_of_is_kept_apart() -> None:
    scorecard = cards.make_scorecard()
    one = cached.figure(bullet, scorecard, cards.STRICT)
    other = cached.figure(bullet, scorecard, cards.GROWING)
    area = cached.figure(bullets, scorecard, "II.2")
    assert (one, other, area) == (
        bullet(scorecard, cards.STRICT),
        bullet(scorecard, cards.GROWING),
        bullets(scorecard, "II.2"),
    )
    assert one != other


def test_looking_at_a_chart_changes_nothing_of_it() -> None:
    scorecard = cards.make_scorecard()
    page = cached.figure(area_progress, scorecard)
    sent = page.to_dict()
    assert page.to_dict() is sent
    assert sent == area_progress(scorecard).to_dict()


def test_what_is_listed_is_asked_once_until_somebody_saves(empty_record: Office) -> None:
    asked = []

    def sent(office: Office, department: str) -> list[SubmissionEntry]:
        asked.append(department)
        return history(office, department)

    assert cached.listed(sent, CODE) == cached.listed(sent, CODE) == []
    assert asked == [CODE]
    send_march(empty_record, 120)
    assert [entry.version for entry in cached.listed(sent, CODE)] == [1]
    assert cached.listed(sent, "PKT") == []
    assert asked == [CODE, CODE, "PKT"]
