"""LibreOffice, which opens what the writers have made as an office program does."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

# Said where no Java is installed, which none of the files needs.
_NO_JAVA = "Warning: failed to launch javaldx - java may not function correctly"


def pages(content: bytes, name: str, folder: Path) -> int:
    """Turn a file into a PDF and count its pages; fail on whatever the program complains of."""
    printed = pdfs({name: content}, folder)[name].read_bytes()
    return printed.count(b"/Type/Page") - printed.count(b"/Type/Pages")


def pdfs(contents: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Files by name -> their PDFs, made in one go; fail on whatever the program complains of."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("Không có LibreOffice trên máy này (apt-get install libreoffice).")
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    command = [program, "--headless", "--convert-to", "pdf", "--outdir", folder]
    # A profile of its own: two runs at once would wait for each other.
    environment = {**os.environ, "HOME": str(folder / "home")}
    done = subprocess.run(
        [*command, *(folder / name for name in contents)],
        env=environment,
        capture_output=True,
        text=True,
    )
    complaints = [line for line in done.stderr.splitlines() if line.strip() not in ("", _NO_JAVA)]
    assert (done.returncode, complaints) == (0, [])
    return {name: (folder / name).with_suffix(".pdf") for name in contents}


def printed_pages(pdf: Path) -> list[str]:
    """The text of each page."""
    if shutil.which("pdftotext") is None:
        pytest.skip("Không có pdftotext trên máy này (apt-get install poppler-utils).")
    read = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True)
    return read.stdout.split("\f")[:-1]
