"""The child's half of `isolation`: limits first, then an order, bytes in, one operation, bytes out.

The operation is a module with `run(data: bytes, arguments: Sequence[str]) -> bytes`, which may
raise RefusedFile. The answer begins with a line that says which way it ended.
"""

import gc
import importlib
import json
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import BinaryIO, Final

from cchc_metrics.workbooks.refusals import RefusedFile

MEMORY_BYTES: Final = 1 << 30
CPU_SECONDS: Final = 20
# Three streams, the module being imported, a few temporary files.
OPEN_FILES: Final = 32

DONE: Final = b"done\n"
REFUSED: Final = b"refused\n"
OUT_OF_MEMORY: Final = b"memory\n"
CRASHED: Final = b"crashed\n"

_REHEARSAL: Final = "cchc_metrics.workbooks.opening.rehearsal"
_LONGEST_TRACEBACK: Final = 8_000


class _OnlyThese(MetaPathFinder):
    """Finds the named packages, each in its folder, and nothing else that lies beside them."""

    def __init__(self, folders: dict[str, str]) -> None:
        self._folders = folders

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        folder = self._folders.get(fullname)
        return None if folder is None else PathFinder.find_spec(fullname, [folder], target)


def main(is_ahead: bool) -> None:
    """Standard input: a line with the folders of libraries, the operation and its arguments, then
    the bytes. Ends without a word where the line does not come: the server has ended.
    """
    _limit_resources()
    # One file and the process is gone: looking for cycles would be a third of its time.
    gc.disable()
    if is_ahead:  # there is time that nobody waits for
        importlib.import_module(_REHEARSAL).rehearse()
    answers = sys.stdout.buffer
    # Nothing a library prints may be taken for the answer.
    sys.stdout = sys.stderr
    order = sys.stdin.buffer.readline()
    if not order:
        return
    folders, module, *arguments = json.loads(order)
    sys.meta_path.append(_OnlyThese(folders))
    _answer(answers, module, sys.stdin.buffer.read(), arguments)
    answers.flush()
    # Nothing is left to do or to close, and tidying up takes longer than reading a month's sheet.
    os._exit(0)


def _answer(answers: BinaryIO, module: str, data: bytes, arguments: list[str]) -> None:
    try:
        result = importlib.import_module(module).run(data, arguments)
    except RefusedFile as refused:
        plain = {"code": refused.fault.value, "place": refused.place}
        answers.write(REFUSED + json.dumps(plain).encode())
    except MemoryError:
        answers.write(OUT_OF_MEMORY)
    except Exception:
        # Whatever it was, the server has to hear of it: standard error goes nowhere.
        answers.write(CRASHED + traceback.format_exc()[-_LONGEST_TRACEBACK:].encode())
    else:
        answers.write(DONE)
        answers.write(result)


def _limit_resources() -> None:
    """Where the platform has no such limits (Windows), the parent's wall clock alone remains."""
    try:
        import resource
    except ImportError:
        return
    for which, soft, hard in (
        (resource.RLIMIT_AS, MEMORY_BYTES, MEMORY_BYTES),
        # The second more makes the signal SIGXCPU, which tells the parent why, and not SIGKILL.
        (resource.RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 1),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES),
    ):
        allowed = resource.getrlimit(which)[1]
        if allowed != resource.RLIM_INFINITY:
            soft, hard = min(soft, allowed), min(hard, allowed)
        # macOS names an address space limit but refuses to set it.
        with suppress(ValueError, OSError):
            resource.setrlimit(which, (soft, hard))
