"""Sample explanations, actions and states of tasks: what a demonstration shows beside figures."""

import tomllib
from pathlib import Path
from typing import Any

from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.plan.progress import ProgressState
from cchc_metrics.workflow.accounts import taken_at_word
from cchc_metrics.workflow.judging.explaining import (
    Announced,
    Answer,
    all_explanations,
    explain,
)
from cchc_metrics.workflow.judging.progress import Progress, report
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.samples import SAMPLE_FOLDER

SAMPLE_ACTS = SAMPLE_FOLDER / "acts.toml"
_SENDER = taken_at_word("Số liệu mẫu – Đầu mối tổng hợp")


def load_sample_acts(office: Office, path: Path = SAMPLE_ACTS) -> bool:
    """Write what the file says, each as of its moment; once, and into a demonstration only.

    Whether it was written. The sample figures must be loaded before: an explanation is asked only
    of what lags.
    """
    if not office.is_demonstration or all_explanations(office):
        return False
    acts = tomllib.loads(path.read_text(encoding="utf-8"))
    for said in acts["progress"]:
        report(office, _SENDER, said["code"], 0, _progress(said), said["at"])
    for said in acts["explanation"]:
        explain(office, _SENDER, _answer(said), said["at"])
    return True


def _answer(said: dict[str, Any]) -> Answer:
    action = None
    if "action" in said:
        action = Announced(said["action"], said["person"], said["due_on"])
    return Answer(said["code"], ReportingMonth.parse(said["month"]), said["cause"], action)


def _progress(said: dict[str, Any]) -> Progress:
    return Progress(
        ProgressState(said["state"]),
        said.get("due_on"),
        said.get("done_on"),
        said.get("evidence", ""),
        said.get("document", ""),
    )
