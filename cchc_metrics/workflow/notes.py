"""Which month a note of the year form belongs to: its twelve months share one note cell a row.

Without this, a note of January would be read as said of every month, and a year form that nobody
touched would change them all.
"""

from collections.abc import Sequence
from dataclasses import replace

from cchc_metrics.plan.figures import Figure, PlacedFigure
from cchc_metrics.workbooks.checking.check import Checked

NOTES_APART = "; "  # as the year form prints the notes of several months


def with_own_notes(checked: Checked, recorded: Sequence[Figure]) -> Checked:
    """The same figures, each with the note that is said of its own month.

    A figure that stands already keeps its note. A new or changed one takes the row's, unless that
    is only what the form was filled with. A file of one month says its notes of that month.
    """
    if len(checked.months) < 2:
        return checked
    own = [figure for figure in recorded if figure.department == checked.department]
    return replace(
        checked, figures=tuple(_with_own_note(placed, own) for placed in checked.figures)
    )


def _with_own_note(placed: PlacedFigure, own: Sequence[Figure]) -> PlacedFigure:
    read = placed.figure
    of_row = [figure for figure in own if figure.indicator == read.indicator]
    before = next((figure for figure in of_row if figure.month == read.month), None)
    kept = before.note if before else ""
    stands = before is not None and replace(before, note=read.note) == read
    printed = NOTES_APART.join(dict.fromkeys(f.note for f in of_row if f.note))
    note = kept if stands or read.note == printed else read.note
    return replace(placed, figure=replace(read, note=note))
