"""LibreOffice, which opens what the writers have made as an office program does."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

# Said where no Java is installed, which none of the files needs.
_NO_JAVA = "Warning: failed to launch javaldx - java may not function correctly"


def pages(content: bytes, name: str, folder: Path) -> int:
    """Turn a file into a PDF and count its pages; fail on whatever the program complains of."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("Không có LibreOffice trên máy này (apt-get install libreoffice).")
    (folder / name).write_bytes(content)
    command = [program, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / name]
    # A profile of its own: two runs at once would wait for each other.
    home = {"HOME": str(folder / "home")}
    done = subprocess.run(command, env={**os.environ, **home}, capture_output=True, text=True)
    complaints = [line for line in done.stderr.splitlines() if line.strip() not in ("", _NO_JAVA)]
    assert (done.returncode, complaints) == (0, [])
    printed = (folder / name).with_suffix(".pdf").read_bytes()
    return printed.count(b"/Type/Page") - printed.count(b"/Type/Pages")
