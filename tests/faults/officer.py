"""An officer who corrects one month again and again, each time with a workbook of its own.

Version n of the month says n cases of 2,000, so that what was saved can be told from its number.
"""

from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import Engine, func, select

from cchc_metrics.plan.figures import PlacedFigure
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.database import reading
from cchc_metrics.store.files import StoredFile
from cchc_metrics.store.standing import MonthState
from cchc_metrics.store.submissions import NewSubmission, save_submissions
from cchc_metrics.store.tables import audit, figures, files, submissions
from cchc_metrics.workbooks.checking.check import check
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workbooks.opening.open import open_workbook
from cchc_metrics.workbooks.refusals import Refusal
from cchc_metrics.workbooks.template.build import build_template
from cchc_metrics.workflow.office import Office
from tests.builders import month
from tests.store.builders import COMMUNE, make_submission
from tests.workbooks.filling import fill
from tests.workflow.officers import COUNT, FLOW, PLAN, STOCK, TODAY

OF = 2000
DEPARTMENT = "PVHXH"


@cache
def workbook(version: int, of: ReportingMonth) -> bytes:
    """The month form as the officer sends it for the n-th time."""
    typed = {(COUNT, "Tử số"): 3}
    for code in (FLOW, STOCK):
        typed |= {(code, "Tử số"): version, (code, "Mẫu số"): OF}
    return fill(build_template(PLAN, DEPARTMENT, of, ()), typed)


@cache
def _read(of: ReportingMonth) -> tuple[PlacedFigure, ...]:
    """The figures of a month's first workbook: the later ones differ in their numerators only."""
    book = open_workbook(workbook(1, of))
    assert not isinstance(book, Refusal)
    return check(book, PLAN, Expected(DEPARTMENT, of), (), TODAY).figures


def submission(version: int, of: ReportingMonth) -> tuple[StoredFile, NewSubmission]:
    placed = [
        replace(p, figure=replace(p.figure, numerator=version)) if p.figure.denominator else p
        for p in _read(of)
    ]
    new = make_submission(*placed, of=of, seen=MonthState(version - 1, version - 1))
    return StoredFile.of(f"lan-{version}.xlsx", workbook(version, of)), new


def send(engine: Engine, version: int, of: ReportingMonth | None = None) -> int:
    """Save the n-th version of a month; the number of its submission."""
    file, new = submission(version, of or month(1))
    (number,) = save_submissions(engine, COMMUNE, file, [new])
    return number


@dataclass(frozen=True)
class Held:
    """What a record holds: versions of each month in order, and what is there by halves."""

    versions: dict[str, list[int]]
    half_saved: int


def held(engine: Engine) -> Held:
    """Count, of every submission, all that must have come with it."""
    of_it = figures.c.submission_id == submissions.c.id
    its_file = files.c.sha256 == submissions.c.file_sha256
    query = select(
        submissions.c.month,
        submissions.c.version,
        select(func.count()).where(of_it).scalar_subquery().label("figures"),
        select(func.min(figures.c.numerator)).where(of_it).scalar_subquery().label("least"),
        select(func.max(figures.c.numerator)).where(of_it).scalar_subquery().label("most"),
        select(func.count()).where(its_file).scalar_subquery().label("files"),
    ).order_by(submissions.c.id)
    versions: dict[str, list[int]] = {}
    halves = 0
    with reading(engine) as connection:
        for row in connection.execute(query):
            versions.setdefault(row.month, []).append(row.version)
            wanted = (3, min(3, row.version), max(3, row.version), 1)
            halves += (row.figures, row.least, row.most, row.files) != wanted
        counted = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (submissions, files, audit)
        ]
        whole = len(set(counted)) == 1
        strays = connection.execute(
            select(func.count())
            .select_from(figures)
            .where(figures.c.submission_id.not_in(select(submissions.c.id)))
        ).scalar_one()
    return Held(versions, halves + (not whole) + strays)


def office_on(engine: Engine) -> Office:
    return Office(PLAN, engine, TODAY)
