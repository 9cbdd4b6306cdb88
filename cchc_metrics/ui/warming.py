"""Does once, beside the server's first answers, what its visitors would otherwise wait for.

What goes wrong is told by the page that needs it.
"""

import logging
from importlib import import_module
from pkgutil import walk_packages

from cchc_metrics import ui
from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.charts.areas import area_progress
from cchc_metrics.charts.bullets import bullets
from cchc_metrics.charts.heat_map import status_heat_map
from cchc_metrics.charts.trend import indicator_trend
from cchc_metrics.ui import cached, frame, overview, session, sources
from cchc_metrics.workbooks.opening.isolation import keep_one_ready
from cchc_metrics.workflow.explained import EXPLAINED

_log = logging.getLogger(__name__)
# Nobody signs in with it; what it computes is kept for those who do.
_SERVER = Visitor("", "Máy chủ", Role.LEADER)


def first_board() -> None:
    """Score and draw the board that opens first, as its page asks for it: so the page finds it."""
    try:
        with session.one_look(_SERVER):
            shown, plan = frame.usual(), session.office().plan
            scorecard = cached.scorecard(*shown)
            cached.submissions()
            areas = cached.made(overview.area_addresses, plan, shown)
            cached.figure(area_progress, scorecard, areas)
            indicators = cached.made(sources.addresses, plan, shown)
            cached.figure(status_heat_map, scorecard, indicators, False)
    except EXPLAINED as problem:
        _log.info("The first board could not be computed: %s", type(problem).__name__)


def other_pages() -> None:
    """Load what the other pages need, and start a reader for the first upload."""
    for module in walk_packages(ui.__path__, f"{ui.__name__}."):
        import_module(module.name)
    keep_one_ready()
    try:
        with session.one_look(_SERVER):
            scorecard = cached.scorecard(*frame.usual())
    except EXPLAINED:
        return
    # Once drawn, charts are drawn in half the time: plotly loads its parts when they are needed.
    bullets(scorecard, scorecard.plan.areas[0].code)
    indicator_trend(scorecard, scorecard.plan.indicators[0].code)
