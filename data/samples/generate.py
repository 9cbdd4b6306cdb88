"""Makes the sample workbooks: months 1 to 10 of 2026 as four departments might have sent them.

The figures are invented for demonstration and say so in every row; the seed is fixed, so that the
same files come out each time. They are sized like a small mountain commune (20 to 30 dossiers a
month) and hold what a real year holds: indicators that lag, late sheets, missing sheets, months in
which nothing arose, and one month that was corrected.

Run: `make samples`.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.loading import load_plan
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.words import VIETNAM
from cchc_metrics.workbooks.template.build import build_template

FOLDER = Path(__file__).parent
MANIFEST = "manifest.csv"
PLAN_FILE = FOLDER.parent / "plans" / "mu-ca-2026.toml"
SEED = 2026
LAST_MONTH = 10
MARK = "Số liệu mẫu"

# Days from the due day on which a sheet was sent; None: not sent at all.
LATE = {("PKT", 4): 3, ("VPHDND", 7): 1, ("PVHXH", 2): 2}
MISSING = {("PKT", 9), ("VPHDND", 10)}
CORRECTED = ("TTPVHCC", 5)

STAFF = {"VPHDND": 9, "PKT": 8, "PVHXH": 8, "TTPVHCC": 6}
PROCEDURES = 148
INTERNAL_PROCEDURES = 12
LEGAL_DOCUMENTS = 18
ORGANISATIONS = 12


@dataclass(frozen=True)
class Sheet:
    """One file of the samples and when it was sent."""

    name: str
    department: str
    month: ReportingMonth
    sent_at: datetime
    content: bytes


def part(chance: random.Random, total: int, rate: float) -> int:
    """How many of `total` cases go well when each does so with probability `rate`."""
    return sum(chance.random() < rate for _ in range(total))


def one_stop_shop(chance: random.Random, month: int) -> dict[str, tuple[int, int]]:
    """The public service centre: dossiers, papers, results, payments, complaints."""
    dossiers = chance.randint(20, 30)
    papers = dossiers * 3 + chance.randint(-6, 6)
    results = dossiers - chance.randint(0, 2)
    payments = chance.randint(8, 16)
    complaints = {3: (1, 1), 6: (2, 3), 8: (2, 2)}.get(month, (0, 0))
    online = part(chance, dossiers, 0.55 + 0.03 * month)
    return {
        "II.3-1": (online, dossiers),
        "II.3-2": (part(chance, papers, 0.66 + 0.02 * month), papers),
        "II.3-3": (part(chance, results, 0.975), results),
        "II.3-4": (part(chance, payments, 0.45 + 0.02 * month), payments),
        "II.3-5": (min(PROCEDURES, 96 + 5 * month), PROCEDURES),
        "II.3-7": complaints,
        "II.7-3": (part(chance, online, 0.40 + 0.025 * month), online),
    }


def council_office(chance: random.Random, month: int) -> dict[str, tuple[int, int]]:
    issued = {2: (1, 1), 5: (2, 2), 8: (1, 1)}.get(month, (0, 0))
    return {
        "II.2-1": issued,
        "II.2-2": (min(LEGAL_DOCUMENTS, round(0.9 * month)), LEGAL_DOCUMENTS),
        "II.3-6": (min(INTERNAL_PROCEDURES, month + 1), INTERNAL_PROCEDURES),
    }


def economy(chance: random.Random, month: int) -> dict[str, tuple[int, int]]:
    published = {1: (2, 2), 4: (1, 2), 7: (2, 2), 10: (2, 2)}.get(month, (0, 0))
    return {"II.6-2": published}


def culture(chance: random.Random, month: int) -> dict[str, tuple[int, int]]:
    return {
        "II.1-1a": (min(ORGANISATIONS, 2 + month), ORGANISATIONS),
        "II.1-2": (min(4, month // 3), 4),
    }


def everybody(chance: random.Random, department: str, month: int) -> dict[str, tuple[int, int]]:
    """What all four departments report: staff, electronic documents, work files."""
    staff = STAFF[department]
    documents = chance.randint(30, 70)
    files = chance.randint(15, 30)
    document_rate = {"PKT": 0.93, "VPHDND": 0.995}.get(department, 0.975)
    file_rate = {"PVHXH": 0.62, "PKT": 0.74}.get(department, 0.88)
    return {
        "II.1-1b": (min(staff, staff * (month + 2) // 12), staff),
        "II.5-1": (staff - (1 if month < 6 else 0), staff),
        "II.7-1": (part(chance, documents, document_rate), documents),
        "II.7-2": (part(chance, files, file_rate), files),
    }


OWN = {"TTPVHCC": one_stop_shop, "VPHDND": council_office, "PKT": economy, "PVHXH": culture}


def figures(plan: Plan, department: str, month: ReportingMonth) -> list[Figure]:
    """A department's sample figures of a month, the same ones on every run."""
    chance = random.Random(f"{SEED} {department} {month}")
    values = everybody(chance, department, month.month) | OWN[department](chance, month.month)
    return [
        Figure(department, indicator.code, month, *values[indicator.code], MARK)
        for indicator in plan.indicators_of(department)
    ]


def with_a_mistake(good: list[Figure]) -> list[Figure]:
    """The sheet that was corrected later: results counted twice over, too few papers."""
    wrong = {"II.3-2": (31, 64), "II.3-1": (12, 25)}
    return [
        Figure(
            f.department,
            f.indicator,
            f.month,
            *wrong.get(f.indicator, (f.numerator, f.denominator)),
            f.note,
        )
        for f in good
    ]


def sheets(plan: Plan) -> Iterator[Sheet]:
    for number in range(1, LAST_MONTH + 1):
        month = ReportingMonth(plan.calendar.year, number)
        for department in plan.reporting_departments:
            key = (department.code, number)
            if key in MISSING:
                continue
            good = figures(plan, department.code, month)
            first = with_a_mistake(good) if key == CORRECTED else good
            yield sheet(plan, department.code, month, LATE.get(key, -1), first)
            if key == CORRECTED:
                yield sheet(plan, department.code, month, 6, good, "_sua")


def sheet(
    plan: Plan,
    department: str,
    month: ReportingMonth,
    days_after_due: int,
    content: list[Figure],
    suffix: str = "",
) -> Sheet:
    day = plan.calendar.due_on(month) + timedelta(days=days_after_due)
    sent_at = datetime.combine(day, time(9, 30), VIETNAM)
    name = f"MAU_{department}_{month}{suffix}.xlsx"
    workbook = build_template(plan, department, month, content)
    return Sheet(name, department, month, sent_at, workbook)


def main(folder: Path = FOLDER) -> None:
    plan = load_plan(PLAN_FILE)
    made = sorted(sheets(plan), key=lambda sheet: (sheet.sent_at, sheet.name))
    for old in folder.glob("MAU_*.xlsx"):
        old.unlink()
    with (folder / MANIFEST).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("file", "department", "month", "sent_by", "sent_at"))
        for sheet in made:
            (folder / sheet.name).write_bytes(sheet.content)
            sender = f"{MARK} – {plan.department(sheet.department).short_name}"
            rows.writerow(
                (sheet.name, sheet.department, sheet.month, sender, sheet.sent_at.isoformat())
            )


if __name__ == "__main__":
    main()
