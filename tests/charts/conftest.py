import pytest

from cchc_metrics.scoring.scorecard import Scorecard
from tests.charts.cards import make_scorecard


@pytest.fixture(scope="session")
def scorecard() -> Scorecard:
    return make_scorecard()
