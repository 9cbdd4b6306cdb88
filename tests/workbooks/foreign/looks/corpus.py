"""Workbooks as offices keep them, over all their habits, each with the reading it must get.

Everything is made up; no file here was ever sent by anyone.
"""

from tests.workbooks.foreign.looks.formats import formats
from tests.workbooks.foreign.looks.headings import headings
from tests.workbooks.foreign.looks.labels import names, old_fonts
from tests.workbooks.foreign.looks.looking import Look
from tests.workbooks.foreign.looks.months import months_in_columns, running_totals, several_sheets
from tests.workbooks.foreign.looks.numbers import nothings, numbers
from tests.workbooks.foreign.looks.rows import bodies
from tests.workbooks.foreign.looks.titles import titles


def all_looks() -> list[Look]:
    return [
        *formats(),
        *titles(),
        *headings(),
        *bodies(),
        *names(),
        *old_fonts(),
        *months_in_columns(),
        *several_sheets(),
        *running_totals(),
        *numbers(),
        *nothings(),
    ]
