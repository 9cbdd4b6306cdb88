"""Does once, as soon as the server answers, what its first visitor would otherwise wait for."""

import gc
import logging
from importlib import import_module
from pkgutil import walk_packages

from cchc_metrics import ui
from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.charts.areas import area_progress
from cchc_metrics.charts.bullets import bullets
from cchc_metrics.charts.heat_map import status_heat_map
from cchc_metrics.charts.trend import indicator_trend
from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.ui import cached, session
from cchc_metrics.workflow.explained import EXPLAINED

_log = logging.getLogger(__name__)
# Nobody signs in with it; what it computes is kept for those who do.
_SERVER = Visitor("", "Máy chủ", Role.LEADER)


def warm() -> None:
    """Load what pages need, score the board that opens first and draw its charts; then keep all of
    it out of later collections of garbage.

    What goes wrong is told by the page that needs it.
    """
    for module in walk_packages(ui.__path__, f"{ui.__name__}."):
        import_module(module.name)
    try:
        _compute_first_board()
    except EXPLAINED as problem:
        _log.info("The first board could not be computed: %s", type(problem).__name__)
    gc.collect()
    gc.freeze()


def _compute_first_board() -> None:
    with session.one_look(_SERVER):
        scorecard = cached.scorecard(ReportPeriod.YEAR, cached.first_shown_month())
        cached.submissions()
    # Once drawn, charts are drawn in half the time: plotly loads its parts when they are needed.
    area_progress(scorecard)
    status_heat_map(scorecard)
    bullets(scorecard, scorecard.plan.areas[0].code)
    indicator_trend(scorecard, scorecard.plan.indicators[0].code)
