"""Errors whose texts are written for the reader; pages and commands show them as they stand.

Anything else is a fault of ours: a code on the screen, the traceback in the log.
"""

from cchc_metrics.plan.problems import PlanProblems
from cchc_metrics.store.errors import StoreError
from cchc_metrics.workflow.accounts import NotChanged
from cchc_metrics.workflow.office import WrongSetting
from cchc_metrics.workflow.permissions import NotAllowed
from cchc_metrics.workflow.reasons import NotDone
from cchc_metrics.workflow.uploads import NotSaved

EXPLAINED = (StoreError, PlanProblems, WrongSetting, NotSaved, NotDone, NotAllowed, NotChanged)
