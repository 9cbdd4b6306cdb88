"""A problem at its place. Its message says: where, what stands there, the rule, the cure."""

from collections.abc import Iterable
from dataclasses import dataclass

from cchc_metrics.words import writable
from cchc_metrics.workbooks.checking.catalogue import CATALOGUE
from cchc_metrics.workbooks.checking.rule import Severity

_LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Issue:
    """A problem at its place. `cell` is empty where the whole sheet is meant."""

    code: str
    sheet: str
    cell: str
    found: str
    expected: str = ""
    indicator: str = ""

    @property
    def severity(self) -> Severity:
        return CATALOGUE[self.code].severity

    @property
    def rule(self) -> str:
        return CATALOGUE[self.code].rule.format(expected=self.expected)

    @property
    def cure(self) -> str:
        return CATALOGUE[self.code].cure.format(expected=self.expected)

    @property
    def place(self) -> str:
        """`Trang “Số liệu”, ô D9`."""
        parts = [
            f"trang “{self.sheet}”" if self.sheet else "",
            f"ô {self.cell}" if self.cell else "",
        ]
        place = ", ".join(part for part in parts if part) or "cả tệp"
        return place[0].upper() + place[1:]

    @property
    def sentence(self) -> str:
        """Where, what stands there, the rule, the cure: the whole message in one line."""
        link = " đang là " if self.cell else ": "
        found = f"{link}{self.found}" if self.found else ""
        return f"{self.place}{found}. {self.rule} {self.cure}"


def worst_first(issues: Iterable[Issue]) -> list[Issue]:
    """Errors, then warnings, then notes; within one in reading order."""
    order = list(Severity)
    return sorted(issues, key=lambda issue: order.index(issue.severity))


def quoted(text: str) -> str:
    """A cell's text as it is shown in a message: one line, not endless, in quotes.

    A console would obey control characters.
    """
    line = " ".join(writable(text).split())
    if len(line) > _LONGEST_QUOTE:
        line = line[: _LONGEST_QUOTE - 1] + "…"
    return f"“{line}”"
