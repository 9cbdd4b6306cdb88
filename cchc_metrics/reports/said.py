"""What a report says, as plain frozen data: writers read it, and `freezing` keeps it as JSON.

Rates are 0..1, None is what does not exist. Whatever a writer prints comes from here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.scoring.progress import Progress
from cchc_metrics.scoring.status import Status


@dataclass(frozen=True)
class Sentence:
    """A paragraph that the officer may reword before sending; `key` stays the same."""

    key: str
    text: str


@dataclass(frozen=True)
class MonthResult:
    """A month alone, and the year so far at its end; `status` is that of the year so far."""

    month: int
    reported: bool
    numerator: int | None
    denominator: int | None
    value: float | None
    cum_numerator: int | None
    cum_denominator: int | None
    cum_value: float | None
    target: float | None
    expected: float | None
    status: Status


@dataclass(frozen=True)
class Share:
    """A department's part in the figure of a result."""

    department: str
    numerator: int | None
    denominator: int | None
    value: float | None
    months_reported: int
    months_expected: int


@dataclass(frozen=True)
class Result:
    """An indicator or milestone over the period, as `Scorecard.rows` has it.

    `asked` is said before the target: "trên ", "dưới ", "tối đa ", or nothing. `window` says
    which months the value speaks of. `months` are those that have come. `order` 1 is the worst.
    """

    code: str
    name: str
    area: str
    kind: str
    unit: str
    lead: str
    numerator: int | None
    denominator: int | None
    value: float | None
    target: float | None
    strict: bool
    lower_is_better: bool
    asked: str
    expected: float | None
    pace: float | None
    status: Status
    lagging: bool
    order: int
    required_rate: float | None
    best_reachable: float | None
    missing_cases: int | None
    small_sample: bool
    out_of_reach: bool
    overdue: bool
    window: str
    reason: str
    forecast: str
    months: tuple[MonthResult, ...] = ()
    departments: tuple[Share, ...] = ()


@dataclass(frozen=True)
class AreaPart:
    """One of the seven areas: its results, and what is said of it."""

    code: str
    number: int
    name: str
    progress: Progress
    lagging: int
    sentences: tuple[Sentence, ...]
    results: tuple[Result, ...]


@dataclass(frozen=True)
class Explanation:
    """Why an indicator lags, in the words of the department that answers for it."""

    indicator: str
    text: str
    by: str


@dataclass(frozen=True)
class Action:
    """What is done about an indicator that lags: by which department, until when, how far."""

    indicator: str
    text: str
    department: str
    due_on: date | None
    state: str


@dataclass(frozen=True)
class OpenTask:
    """A task of the plan that is not done yet."""

    code: str
    text: str
    department: str
    due_on: date | None
    state: str


@dataclass(frozen=True)
class LaggingPart:
    """An indicator that lags: its arithmetic, its causes and what is done about it."""

    code: str
    name: str
    result: Sentence
    causes: tuple[Sentence, ...]
    measures: tuple[Sentence, ...]
    explanations: tuple[Explanation, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Change:
    """An indicator now and in the period before; `points` is the difference of the rates, -1..1."""

    code: str
    before_numerator: int | None
    before_denominator: int | None
    before_value: float | None
    before_status: Status
    points: float | None


@dataclass(frozen=True)
class Before:
    """The report before this one, for comparison: what its figures are today."""

    period_name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Sending:
    """How a department sent the sheets that were due for the period; months are numbers."""

    department: str
    name: str
    due: int
    on_time: int
    late_months: tuple[int, ...]
    missing_months: tuple[int, ...]


@dataclass(frozen=True)
class Heading:
    """Lines above every table of a workbook, warnings among them."""

    agency: str
    title: str
    lines: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Report(Heading):
    """All that a report says, in the order in which it says it.

    `subject` is what a letter says below its kind, `focal` the department that compiles,
    `period_name` `Quý I năm 2026`, `days` its days in words. `lagging` stands worst first, `late`
    says who was late or has not sent. With sample figures the first warning says so.
    """

    subject: str
    parent_agency: str
    commune: str
    province: str
    focal: str
    plan_title: str
    year: int
    period: ReportPeriod
    as_of: int
    period_name: str
    days: str
    made_at: datetime
    is_empty: bool
    is_sample: bool
    overall: Progress
    opening: tuple[Sentence, ...]
    areas: tuple[AreaPart, ...]
    lagging_opening: Sentence
    lagging: tuple[LaggingPart, ...]
    late: tuple[Sentence, ...]
    sendings: tuple[Sending, ...]
    before: Before | None
    tasks: tuple[Sentence, ...]
    closing: Sentence

    @property
    def results(self) -> tuple[Result, ...]:
        """Every indicator and milestone, area by area."""
        return tuple(result for area in self.areas for result in area.results)

    def result(self, code: str) -> Result:
        """Raise KeyError for an unknown code."""
        return {result.code: result for result in self.results}[code]

    @property
    def sentences(self) -> Iterator[Sentence]:
        """Everything that may be reworded, in the order of the report."""
        yield from self.opening
        for area in self.areas:
            yield from area.sentences
        yield self.lagging_opening
        for part in self.lagging:
            yield part.result
            yield from part.causes
            yield from part.measures
        yield from self.late
        yield from self.tasks
        yield self.closing
