"""Asks the disposable process to mark a file's issues in it; see `marking` for how that looks."""

import dataclasses
import json
import logging
from collections.abc import Sequence
from typing import Final

from cchc_metrics.workbooks.checking.issues import Issue
from cchc_metrics.workbooks.opening.isolation import IsolationError, run_isolated

MODULE: Final = "cchc_metrics.workbooks.checking.marking"

_log = logging.getLogger(__name__)


def annotate(content: bytes, issues: Sequence[Issue]) -> bytes:
    """The officer's workbook with its issues marked; the list alone where it cannot be opened."""
    header = json.dumps([dataclasses.asdict(issue) for issue in issues]).encode()
    try:
        return run_isolated(MODULE, header + b"\n" + content, site_packages=True)
    except IsolationError as error:
        _log.warning("A workbook could not be marked, its issues are listed alone: %s", error)
        return run_isolated(MODULE, header + b"\n", site_packages=True)
