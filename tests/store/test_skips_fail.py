"""With CCHC_SKIPS_FAIL=1 a skipped test fails the run, also where several processes share it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_TESTS = Path(__file__).parents[1]
_ENVIRONMENT = {"PYTHONPATH": str(_TESTS.parent), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
_PASSES = "def test_passes():\n    pass\n"
_SKIPPED_TEST = "import pytest\ndef test_skipped():\n    pytest.skip('not here')\n"
_SKIPPED_FILE = "import pytest\npytest.skip('not here', allow_module_level=True)\n"
_EXPECTED_FAILURE = "import pytest\n@pytest.mark.xfail\ndef test_fails():\n    assert False\n"


@pytest.mark.parametrize(
    ("text", "rule", "options", "exit_status"),
    [
        (_SKIPPED_TEST, "1", [], 1),
        (_SKIPPED_TEST, "1", ["-p", "xdist", "-n", "1"], 1),
        (_SKIPPED_FILE, "1", [], 1),
        (_SKIPPED_FILE, "1", ["-p", "xdist", "-n", "1"], 1),
        (_EXPECTED_FAILURE, "1", [], 0),
        (_SKIPPED_TEST, "", [], 0),
    ],
    ids=["test", "test-xdist", "file", "file-xdist", "expected-failure", "not-asked"],
)
def test_a_skip_fails_the_run_only_where_asked(
    tmp_path: Path, text: str, rule: str, options: list[str], exit_status: int
) -> None:
    shutil.copy(_TESTS / "conftest.py", tmp_path)
    (tmp_path / "test_passes.py").write_text(_PASSES)
    (tmp_path / "test_other.py").write_text(text)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", os.devnull, f"--rootdir={tmp_path}", *options],
        cwd=tmp_path,
        env=os.environ | _ENVIRONMENT | {"CCHC_SKIPS_FAIL": rule},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == exit_status, run.stdout + run.stderr
    assert ("counts as failed" in run.stdout) == (exit_status == 1)
