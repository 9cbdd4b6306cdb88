"""What pages confirmed to officers against what the record holds."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.load.tally import Saved
from cchc_metrics.workflow import uploads
from cchc_metrics.workflow.office import Office


@dataclass(frozen=True)
class Comparison:
    """How many confirmed saves stand in the record, and what is wrong there, a sentence each."""

    confirmed: int
    found: int
    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    untold: tuple[str, ...]
    out_of_order: tuple[str, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        return self.lost + self.doubled + self.untold + self.out_of_order


def compare(office: Office, saved: Sequence[Saved]) -> Comparison:
    """Every confirmed save once, nothing that nobody was told of, versions 1, 2, 3 …"""
    entries = uploads.history(office)
    times = Counter((e.file_sha256, e.department, str(e.month), e.figure_count) for e in entries)
    told = {(s.sha256, s.department, s.month, s.figures): s for s in saved}
    versions = defaultdict(list)
    for entry in entries:
        versions[f"{entry.department} {entry.month}"].append(entry.version)
    return Comparison(
        confirmed=len(saved),
        found=sum(times[key] >= 1 for key in told),
        lost=tuple(f"lost: {told[key]}" for key in told if not times[key]),
        doubled=tuple(f"doubled: {told[key]}" for key in told if times[key] > 1),
        untold=tuple(f"nobody was told of: {key}" for key in times if key not in told),
        out_of_order=tuple(
            f"{place} has the versions {sorted(found)}"
            for place, found in versions.items()
            if sorted(found) != list(range(1, len(found) + 1))
        ),
    )
