"""What the commands give out besides sentences: files, and text that any console can take."""

import io
import sys
from pathlib import Path

import click

FAILED = 1  # the exit code where the file or the request has errors


class NotWritten(Exception):
    """A result could not be written; the text says where, for the reader."""


def write_file(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise NotWritten(
            f"Không ghi được tệp “{path}”. Kiểm tra thư mục có thật và có quyền ghi."
        ) from error


def speak_utf8() -> None:
    """Vietnamese passes through pipes and into files on consoles with an old code page too."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def tell_written(path: Path, content: bytes) -> None:
    write_file(path, content)
    click.echo(f"Đã ghi {path}.")
