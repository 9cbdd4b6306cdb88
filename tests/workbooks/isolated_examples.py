"""Operations for the isolated child that end in every way an operation can end."""

import importlib.util
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from cchc_metrics.workbooks.refusals import Fault, RefusedFile


def run(data: bytes, arguments: Sequence[str]) -> bytes:
    """Without an argument, gives the bytes back."""
    return ACTIONS[arguments[0]](data) if arguments else data


def _abort(_data: bytes) -> NoReturn:
    os.abort()


def _kill(_data: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def _exit(_data: bytes) -> NoReturn:
    os._exit(3)


def _memory(_data: bytes) -> bytes:
    return bytes(4 << 30)


def _raise(_data: bytes) -> NoReturn:
    raise ZeroDivisionError("unforeseen")


def _refuse(_data: bytes) -> NoReturn:
    raise RefusedFile(Fault.BAD_VALUE, "ô D12")


def _loop(_data: bytes) -> NoReturn:
    while True:
        pass


def _bad_refusal(_data: bytes) -> NoReturn:
    """What a child that has been taken over might say."""
    os.write(1, b'refused\n{"code": "none"}')
    os._exit(0)


def _flood(_data: bytes) -> bytes:
    return bytes(10 << 20)


def _chat(data: bytes) -> bytes:
    sys.stdout.write("a library says hello\n")
    return data


def _environment(_data: bytes) -> bytes:
    return json.dumps({"environment": dict(os.environ), "path": sys.path}).encode()


def _openpyxl(_data: bytes) -> bytes:
    import openpyxl

    return openpyxl.__name__.encode()


def _libraries(_data: bytes) -> bytes:
    """Which of these can be imported."""
    names = ("xlrd", "python_calamine", "openpyxl", "streamlit", "sqlalchemy")
    return json.dumps([name for name in names if importlib.util.find_spec(name)]).encode()


def _limits(_data: bytes) -> bytes:
    import resource

    limits = {
        "memory": resource.getrlimit(resource.RLIMIT_AS)[0],
        "processor": resource.getrlimit(resource.RLIMIT_CPU)[0],
        "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
        "files": resource.getrlimit(resource.RLIMIT_NOFILE)[0],
    }
    return json.dumps(limits).encode()


def _number(_data: bytes) -> bytes:
    return str(os.getpid()).encode()


ACTIONS: dict[str, Callable[[bytes], bytes]] = {
    "abort": _abort,
    "kill": _kill,
    "exit": _exit,
    "memory": _memory,
    "raise": _raise,
    "refuse": _refuse,
    "bad refusal": _bad_refusal,
    "loop": _loop,
    "flood": _flood,
    "chat": _chat,
    "environment": _environment,
    "openpyxl": _openpyxl,
    "libraries": _libraries,
    "limits": _limits,
    "number": _number,
}
