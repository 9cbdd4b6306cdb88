"""What people set, explain, promise and write, against the log, which repeats each of the rows."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from cchc_metrics.store.database import TableOfRecord, Transaction
from cchc_metrics.store.judging_acts import WrittenAct, written_acts
from cchc_metrics.workflow.verify.acts import Told
from cchc_metrics.workflow.verify.findings import Check, Finding

_NAMES = {
    "targets": "Mức giao",
    "target_withdrawals": "Việc rút mức giao",
    "explanations": "Giải trình",
    "actions": "Biện pháp",
    "progress": "Báo cáo nhiệm vụ",
    "report_drafts": "Bản thảo báo cáo",
    "sent_reports": "Văn bản phát hành",
}


def findings(
    connection: Transaction, commune: str, table: TableOfRecord, told: Told, check: Check
) -> Iterator[Finding]:
    """Rows that the log tells otherwise or not at all, and rows that are gone."""
    kept = list(written_acts(connection, commune, table))
    logged = told.judging.get(table.name, [])
    for act in _only_in(kept, logged):
        yield Finding(check, _place(table, act), "nhật ký không ghi đúng như vậy.")
    for act in _only_in(logged, kept):
        problem = "nhật ký có ghi nhưng dòng này không còn hoặc đã bị sửa."
        yield Finding(check, _place(table, act), problem)


def _only_in(some: Iterable[WrittenAct], others: Iterable[WrittenAct]) -> list[WrittenAct]:
    left = Counter(map(_spelled, others))
    found = []
    for act in some:
        if left[_spelled(act)]:
            left[_spelled(act)] -= 1
        else:
            found.append(act)
    return found


def _spelled(act: WrittenAct) -> str:
    """Both sides in one spelling; the row's number in it makes the order tell too."""
    return json.dumps([act.done_by, act.done_at.isoformat(), act.details], sort_keys=True)


def _place(table: TableOfRecord, act: WrittenAct) -> str:
    return f"{_NAMES[table.name]}, dòng {act.details.get('id', 'không rõ')}"
