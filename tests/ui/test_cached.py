"""Charts are drawn once for all who look, and anew for what is computed anew."""

from cchc_metrics.charts.areas import area_progress
from cchc_metrics.charts.bullets import bullet, bullets
from cchc_metrics.ui import cached
from tests.charts import cards


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
