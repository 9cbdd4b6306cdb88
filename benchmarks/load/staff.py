"""The accounts of those who take part, and which months each officer writes."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.load.contest import Contest
from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workflow import accounts
from cchc_metrics.workflow.accounts import CONSOLE, NewAccount
from cchc_metrics.workflow.office import Office, last_closed_month

PASSWORD = "bản làng mùa lúa chín"
# One month to quarrel about and one for each of a pair, in each of the departments.
_MONTHS_OF_A_PAIR = 3


@dataclass(frozen=True)
class Desk:
    """An officer's work: the own months, and one that the other of the pair writes as well."""

    account: str
    department: str
    months: tuple[ReportingMonth, ...]
    shared_month: ReportingMonth
    contest: Contest


def most_officers(plan: Plan, months: Sequence[ReportingMonth]) -> int:
    """With more, some would get in each other's way unasked."""
    return 2 * len(plan.reporting_departments) * (len(months) // _MONTHS_OF_A_PAIR)


def desks(plan: Plan, months: Sequence[ReportingMonth], officers: int) -> list[Desk]:
    """Pairs of officers, spread over the departments; each pair has months of its own."""
    departments = [department.code for department in plan.reporting_departments]
    pairs = -(-officers // 2)
    found = []
    for pair in range(pairs):
        department = departments[pair % len(departments)]
        colleagues = range(pair % len(departments), pairs, len(departments))
        shared, *own = months[pair // len(departments) :: len(colleagues)]
        contest = Contest()
        for half in range(min(2, officers - 2 * pair)):
            name = f"can-bo-{2 * pair + half + 1:02}"
            found.append(Desk(name, department, tuple(own[half::2]), shared, contest))
    return found


def closed_months(office: Office) -> list[ReportingMonth]:
    last = last_closed_month(office.plan, office.today())
    return [month for month in office.plan.calendar.months if month <= last]


def make_account(office: Office, name: str, role: Role, department: str | None = None) -> None:
    """An account whose owner has chosen a password already."""
    new = NewAccount(name, f"Đo tải {name}", role, department)
    given = accounts.create_account(office, CONSOLE, new, office.real_now())
    owner = Visitor(name, new.display_name, role, department)
    accounts.change_own_password(office, owner, given, PASSWORD, office.real_now())
