"""What holds for the code as a whole: directions, sizes, pages, requirements, what is left out."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST_PAGE, LONGEST_MODULE = 100, 250
OURS = {"cchc_metrics", "data", "tests", "benchmarks", "pages", "dashboard"}


@cache
def tracked_files() -> tuple[Path, ...]:
    """What the repository keeps; in an unpacked copy without Git, all but what tools leave."""
    if not (ROOT / ".git").exists():
        ours = re.compile(r"^(?!\.venv|\.\w+_cache|var/|\.hypothesis|.*__pycache__)")
        return tuple(p for p in ROOT.rglob("*") if p.is_file() and ours.match(name_of(p)))
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = [name for name in listed.stdout.split("\0") if name]
    return tuple(path for name in names if (path := ROOT / name).is_file())


def text_files() -> Iterator[tuple[str, str]]:
    """Names and texts of the repository's files but this one, which names what is forbidden."""
    for path in tracked_files():
        content = path.read_bytes()
        if b"\0" not in content and path != Path(__file__).resolve():
            yield name_of(path), content.decode("utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


# --- Directions and sizes ------------------------------------------------------------------------


def test_imports_go_one_way_and_every_library_has_one_home() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout
    assert " 0 broken." in result.stdout


def test_pages_are_thin() -> None:
    long = {name_of(path): lines_of(path) for path in [*modules("pages"), ROOT / "dashboard.py"]}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_PAGE} == {}


def test_no_module_is_longer_than_can_be_read_at_once() -> None:
    long = {name_of(path): lines_of(path) for path in modules("cchc_metrics")}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_MODULE} == {}


def test_every_module_says_in_its_first_line_what_it_is() -> None:
    silent = [
        name_of(path)
        for path in modules("cchc_metrics", "pages", "data")
        if "migrations" not in path.parts
        and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


# --- Pages ---------------------------------------------------------------------------------------


def registered_pages() -> list[str]:
    """The files that the frame's table of sections names first in each row."""
    frame = (ROOT / "cchc_metrics" / "ui" / "frame.py").read_text(encoding="utf-8")
    (sections,) = (
        ast.literal_eval(node.value)
        for node in ast.parse(frame).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "_SECTIONS"
    )
    return [f"{file}.py" for rows in sections.values() for file, *_ in rows]


def test_each_page_stands_in_the_navigation_once_and_each_entry_has_its_page() -> None:
    assert sorted(registered_pages()) == [path.name for path in modules("pages")]


def test_links_between_pages_lead_somewhere() -> None:
    targets = {
        target
        for path in modules("cchc_metrics/ui", "pages")
        for target in re.findall(r"\"(pages/\w+\.py)\"", path.read_text(encoding="utf-8"))
    }
    assert targets and all((ROOT / target).is_file() for target in targets)


# --- Requirements --------------------------------------------------------------------------------

PINNED = re.compile(r"([A-Za-z0-9_.-]+)==[^\s;=]+")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def requirement_lines(name: str) -> list[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith(("#", "-c "))]


def frozen(*names: str) -> set[str]:
    matches = [PINNED.match(line) for name in names for line in requirement_lines(name)]
    return {normal(match[1]) for match in matches if match}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_to_one_version(name: str) -> None:
    assert [line for line in requirement_lines(name) if not PINNED.match(line)] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_what_was_asked_for_is_among_what_was_frozen(name: str) -> None:
    asked = {normal(re.split(r"[\[<>=~!; ]", line)[0]) for line in requirement_lines(f"{name}.in")}
    assert asked - frozen(f"{name}.txt") == set()


def test_both_files_agree_on_the_versions_that_they_share() -> None:
    own, added = (
        dict(line.split("==") for line in requirement_lines(name))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert {name for name in own.keys() & added.keys() if own[name] != added[name]} == set()


def imported(paths: Iterable[Path]) -> set[str]:
    """The top-level names of other people's packages that are imported, anywhere in a file."""
    names: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names - OURS


def not_required(names: set[str], required: set[str]) -> list[str]:
    providers = packages_distributions()
    return sorted(
        name for name in names if not {normal(d) for d in providers.get(name, [])} & required
    )


def test_everything_that_the_application_imports_is_required() -> None:
    application = [*modules("cchc_metrics", "pages", "data"), ROOT / "dashboard.py"]
    assert not_required(imported(application), frozen("requirements.txt")) == []


def test_everything_that_tests_and_benchmarks_import_is_required() -> None:
    both = frozen("requirements.txt", "requirements-dev.txt")
    assert not_required(imported(modules("tests", "benchmarks")), both) == []


# --- What is left out ----------------------------------------------------------------------------


def test_nothing_is_printed_but_through_the_commands() -> None:
    printing = [
        f"{name_of(path)}:{node.lineno}"
        for path in [*modules("cchc_metrics", "pages", "data"), ROOT / "dashboard.py"]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"print", "breakpoint"}
    ]
    assert printing == []


LEFT_BEHIND = {
    "work to be done": r"\b(TODO|FIXME|HACK)\b",
    "a folder of somebody's machine": r"(?<![\w.])/(work|root|home|Users|mnt)/|/tmp/bash",
    "a package registry": r"https?://[^\s\"']*(pypi|npmjs|jfrog|artifactory)|--(extra-)?index-url",
    "a conflict of versions": r"^(<{7}|>{7}) ",
    "a secret": r"-----BEGIN [A-Z ]*PRIVATE KEY|(password|secret|token)\s*=\s*[\"'][^\"'{]{8,}",
}


@pytest.mark.parametrize("pattern", LEFT_BEHIND.values(), ids=list(LEFT_BEHIND))
def test_nothing_was_left_behind(pattern: str) -> None:
    found = [
        f"{name}: {match[0]}"
        for name, text in text_files()
        for match in re.finditer(pattern, text, re.MULTILINE)
    ]
    assert found == []


def test_text_files_end_with_one_line_end_and_have_unix_ones() -> None:
    odd = [
        name
        for name, text in text_files()
        if text and not name.endswith((".svg", ".csv")) and ("\r" in text or text[-1] != "\n")
    ]
    assert odd == []


def test_no_record_and_no_environment_is_in_the_repository() -> None:
    kept = [name_of(path) for path in tracked_files()]
    forbidden = re.compile(r"(^|/)(var|\.venv|__pycache__)/|\.(sqlite3?|db|env|pem|key)$")
    assert [name for name in kept if forbidden.search(name)] == []
