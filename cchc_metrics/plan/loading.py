"""The plan file (TOML) -> Plan, or every problem in it at once."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cchc_metrics.plan.fields import Table
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.problems import PlanProblems, Problem
from cchc_metrics.plan.sections import read_plan

__all__ = ["PlanProblems", "Problem", "load_plan", "plan_path"]

PLAN_VARIABLE = "CCHC_PLAN"
ROOT = Path(__file__).resolve().parents[2]
DEFAULT_PLAN = ROOT / "data" / "plans" / "mu-ca-2026.toml"
_SYNTAX_PLACE = re.compile(r"^(.*) \(at line (\d+), column (\d+)\)$", re.DOTALL)
_SYNTAX_WORDS = {
    "Cannot declare": "Khối này đã có ở trên",
    "Cannot overwrite a value": "Mục này đã có ở trên",
    "Expected '=' after a key": "Thiếu dấu = sau tên mục, hoặc tên mục có dấu tiếng Việt",
    "Expected newline or end of document after a statement": "Thừa ký tự sau giá trị",
    "Illegal character": "Chữ xuống dòng hoặc có ký tự lạ trước khi đóng ngoặc kép",
    "Invalid date or datetime": "Ngày không có thật",
    "Invalid initial character for a key part": "Tên mục viết sai",
    "Invalid statement": "Dòng này không phải “tên mục = giá trị”",
    "Invalid value": "Giá trị viết sai; chữ phải đặt trong ngoặc kép",
    "Unclosed array": "Danh sách chưa đóng ngoặc vuông, hoặc thiếu dấu phẩy",
    "Unterminated string": "Chữ chưa đóng ngoặc kép",
}


def plan_path(environment: Mapping[str, str]) -> Path:
    """The file named by CCHC_PLAN (from the program's own folder), else the plan it comes with."""
    named = environment.get(PLAN_VARIABLE, "").strip()
    return ROOT / named if named else DEFAULT_PLAN


def load_plan(path: Path) -> Plan:
    """Raise PlanProblems with everything that is wrong in the file."""
    problems: list[Problem] = []
    plan = read_plan(Table(_read_toml(path), "", problems))
    if problems:
        raise PlanProblems(tuple(problems))
    return plan


def _read_toml(path: Path) -> dict[str, Any]:
    rule = "Tệp kế hoạch phải mở được và lưu bằng mã UTF-8."
    try:
        # Notepad puts a byte order mark before UTF-8, which TOML does not know.
        text = path.read_text(encoding="utf-8-sig")
    except OSError:
        problem = Problem(
            str(path), "Không mở được tệp.", rule, "Xem lại đường dẫn và quyền đọc của tệp."
        )
    except UnicodeDecodeError:
        problem = Problem(str(path), "Tệp không ở mã UTF-8.", rule, "Lưu lại tệp với mã UTF-8.")
    else:
        return _parse(text)
    raise PlanProblems((problem,))


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    # Besides its own error tomllib lets out those of int() and of nesting too deep.
    except (ValueError, RecursionError) as error:
        raise PlanProblems((_syntax_problem(str(error), text),)) from None


def _syntax_problem(message: str, text: str) -> Problem:
    lines = text.splitlines() or [""]
    match = _SYNTAX_PLACE.match(message)
    reason, line, column = match.groups() if match else (message, str(len(lines)), "1")
    words = next((vi for en, vi in _SYNTAX_WORDS.items() if reason.startswith(en)), reason)
    around = lines[min(int(line), len(lines)) - 1].strip()
    return Problem(
        f"dòng {line}, cột {column}",
        f"{words.rstrip('.')}: “{around[:80]}”.",
        "Tệp kế hoạch phải đúng cú pháp TOML.",
        "Sửa dòng này hoặc dòng ngay trên nó, theo mẫu của các khối khác.",
    )
