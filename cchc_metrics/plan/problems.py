"""What is wrong in a plan file, said so that an officer can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

LONGEST_QUOTE = 40
LARGEST_NUMBER = 10**9


@dataclass(frozen=True)
class Problem:
    """Where in the file, what it says there, the rule, and the cure (whole sentences)."""

    place: str
    found: str
    rule: str
    cure: str

    def __str__(self) -> str:
        return f"{self.place}: {self.found} {self.rule} {self.cure}"


class PlanProblems(Exception):
    """A plan file that cannot be used, with every problem in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def described(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f"chữ “{short(value)}”"
        case int():
            return f"số {value}" if abs(value) <= LARGEST_NUMBER else "một số quá lớn"
        case float():
            return f"số lẻ {value}"
        case dict():
            return "một khối"
        case list():
            return "một danh sách"
        case _:
            return f"thời gian {value}"


def short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE]}…"


def suggestion(value: Any, known: Sequence[str]) -> str:
    near = get_close_matches(value, known, n=1) if isinstance(value, str) else []
    return f"Có phải là “{near[0]}”?" if near else "Sửa lại hoặc xóa đi."
