"""What a log may quote: where the program failed and how, nothing that people have entered.

The words of an exception often repeat what it choked on: a cell, a name, a row of the database. So
only those are kept that speak of the program and its surroundings; of all others the kind and the
lines of code remain.
"""

import re
import traceback
from ipaddress import ip_address

from cchc_metrics.plan.problems import PlanProblems
from cchc_metrics.store.errors import NewerRecord, RecordBusy, RecordUnavailable
from cchc_metrics.workflow.office import WrongSetting

# Settings, the plan file, the record's state; and errors of Python that quote only code.
_SPEAKS_OF_THE_SYSTEM = (
    RecordUnavailable,
    RecordBusy,
    NewerRecord,
    WrongSetting,
    PlanProblems,
    AttributeError,
    NameError,
    ImportError,
)
_DATABASE_DRIVERS = ("sqlite3", "psycopg")
LEFT_OUT = "…"

_QUERY = re.compile(r"(?<=[\w/])\?[^\s\"'<>]+")
_HEADER = re.compile(r"(?i)\b(cookie|authorization)\b.*")
_SIGN_IN = re.compile(r"(?<=://)[^\s/@]+@")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,}")
_MAYBE_ADDRESS = re.compile(r"(?<![\w.:])(\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]+)")

_TRACEBACK = "Traceback (most recent call last):"
_KIND = re.compile(r"^([A-Za-z_][\w.]*)(:|$)")


def discreet(message: str) -> str:
    """A message without query strings, cookies, tokens and addresses, and without the words of an
    exception whose traceback it carries."""
    said, is_traced, trace = message.partition(_TRACEBACK)
    for pattern in (_HEADER, _QUERY, _SIGN_IN, _EMAIL, _TOKEN):
        said = pattern.sub(LEFT_OUT, said)
    said = _MAYBE_ADDRESS.sub(lambda found: LEFT_OUT if _is_address(found[0]) else found[0], said)
    return said + is_traced + "\n".join(_code_lines(trace))


def words_of(error: BaseException) -> str:
    """What kind of error it is, with its own words where they quote nobody."""
    kind = type(error).__qualname__
    if isinstance(error, _SPEAKS_OF_THE_SYSTEM):
        return f"{kind}: {discreet(str(error))}"
    if isinstance(error, OSError) and error.strerror:
        return f"{kind}: {error.strerror}"
    if _is_from_the_driver(error):
        # Further lines would name the row.
        return f"{kind}: {discreet(str(error).partition(chr(10))[0])}"
    return kind


def trace_of(error: BaseException) -> str:
    """The traceback of an error and of those that led to it, the first one first."""
    return "\nled to\n".join(_one_trace(each) for each in _chain(error))


def _one_trace(error: BaseException) -> str:
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    lines = "".join(traceback.format_tb(error.__traceback__))
    return "\nwith\n".join([f"{_TRACEBACK}\n{lines}{words_of(error)}", *map(trace_of, inner)])


def _chain(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    found: BaseException | None = error
    while found is not None and not any(found is known for known in chain):
        chain.insert(0, found)
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
    return chain


def _is_from_the_driver(error: BaseException) -> bool:
    """A database that is away, shut, full or broken; not one that refuses a value."""
    return any(
        kind.__name__ == "OperationalError" and kind.__module__ in _DATABASE_DRIVERS
        for kind in type(error).__mro__
    )


def _code_lines(trace: str) -> list[str]:
    """A traceback that came as text, its unindented lines cut down to the kind of the error."""
    return [
        line if line.startswith((" ", _TRACEBACK)) else kind[1] if kind else ""
        for line in trace.split("\n")
        for kind in [_KIND.match(line)]
    ]


def _is_address(text: str) -> bool:
    try:
        ip_address(text.rstrip(":."))
    except ValueError:
        return False
    return True
