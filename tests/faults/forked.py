"""A child of the test process for what a process can do to itself only: give up its rights."""

import os
import pickle
import warnings
from collections.abc import Callable
from typing import Any

NOBODY = 65534


def without_rights(act: Callable[[], Any]) -> Any:
    """What an act answers that is done by an ordinary user, who may be refused; its error too."""
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads, which the child has not
        child = os.fork()
    if child == 0:
        _answer(act, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as answers:
        said = answers.read()
    os.waitpid(child, 0)
    answer = pickle.loads(said)
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _answer(act: Callable[[], Any], writer: int) -> None:
    answer: Any = None
    try:
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        answer = act()
    except BaseException as error:
        answer = error
    try:
        with os.fdopen(writer, "wb") as answers:
            answers.write(pickle.dumps(answer))
    finally:
        os._exit(0)
