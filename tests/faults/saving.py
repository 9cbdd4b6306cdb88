"""A process that saves: `python -m tests.faults.saving URL COUNT` corrects January.

It sends versions of January in a race with others like it, going on from what is there, until it
has saved as often as it should; the answer is the versions that were confirmed to it.
"""

import json
import sys

from cchc_metrics.store.engines import engine_for
from cchc_metrics.store.errors import StoreError
from tests.faults.officer import held, send

MOST_TRIES = 500


def save_in_a_race(url: str, count: int) -> list[int]:
    engine, confirmed = engine_for(url), []
    for _ in range(MOST_TRIES):
        version = len(held(engine).versions.get("2026-01", [])) + 1
        try:
            send(engine, version)
        except StoreError:
            continue
        confirmed.append(version)
        if len(confirmed) == count:
            break
    engine.dispose()
    return confirmed


if __name__ == "__main__":
    sys.stdout.write(json.dumps(save_in_a_race(sys.argv[1], int(sys.argv[2]))))
