"""Makes each day's backup beside a running server, in a thread of its process.

A backup that fails is logged and tried again at the next look; the server goes on.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Thread

from cchc_metrics.workflow.backups import backup_folder, daily_backup, real_day
from cchc_metrics.workflow.office import open_office

LOOK_EVERY_S = 600

_log = logging.getLogger(__name__)


@contextmanager
def daily_backups(environment: Mapping[str, str], begin: Event) -> Iterator[None]:
    """As long as this lasts, every day has its backup; one that is under way is finished.

    The first begins when `begin` is set: until then the server has more urgent things to do.
    """
    ended = Event()
    looking = Thread(target=_look, args=(environment, begin, ended), name="daily-backups")
    looking.start()
    try:
        yield
    finally:
        ended.set()
        begin.set()
        looking.join()


def _look(environment: Mapping[str, str], begin: Event, ended: Event) -> None:
    done = None
    begin.wait()
    while not ended.is_set():
        today = real_day()
        if done != today and _has_backup(environment):
            done = today
        ended.wait(LOOK_EVERY_S)


def _has_backup(environment: Mapping[str, str]) -> bool:
    """Whether today's backup is there now; whatever goes wrong is logged."""
    # Loads all parts of the program, which the server has done by now, but not when it begins.
    from cchc_metrics.workflow.explained import EXPLAINED

    try:
        office = open_office(environment)
        try:
            daily_backup(office, backup_folder(environment), real_day())
        finally:
            office.engine.dispose()
    except EXPLAINED as problem:
        _log.warning("%s", problem)
        return False
    except Exception:
        _log.exception("The daily backup failed")
        return False
    return True
