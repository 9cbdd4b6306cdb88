"""Trình chiếu: the whole window for a meeting; an area a slide, what lags first, turned by keys."""

from cchc_metrics.access.roles import Permission
from cchc_metrics.ui import cached
from cchc_metrics.ui.frame import heading
from cchc_metrics.ui.meeting import deck
from cchc_metrics.ui.session import require

require(Permission.VIEW)

# Title and pickers stand under the slides: the period is theirs, and an outline has the title.
deck.show(cached.scorecard(*heading("Trình chiếu")))
