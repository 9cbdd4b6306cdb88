"""What a check of the record finds wrong, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Check(StrEnum):
    """What was checked; scripts know findings by these words."""

    SCHEMA = "schema"
    GUARD = "guard"
    DAMAGE = "damage"
    CHAIN = "chain"
    SUBMISSIONS = "submissions"
    WITHDRAWALS = "withdrawals"
    LOCKS = "locks"
    FILES = "files"
    FIGURES = "figures"
    JUDGING = "judging"
    READINGS = "readings"
    MAPPINGS = "mappings"
    REPORTS = "reports"


@dataclass(frozen=True)
class Finding:
    check: Check
    place: str
    problem: str

    @property
    def sentence(self) -> str:
        return f"{self.place}: {self.problem}"


def as_far_as_readable(check: Check, place: str, found: Iterator[Finding]) -> Iterator[Finding]:
    """What a check finds; a value that is none of its column's kind ends the check as a finding.

    SQLite keeps anything in any column.
    """
    try:
        yield from found
    except (ValueError, TypeError) as error:
        problem = f"có giá trị không đọc được nên chưa đối chiếu hết ({error})."
        yield Finding(check, place, problem)
