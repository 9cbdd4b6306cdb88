"""Whatever is saved is loaded again, figure for figure."""

from dataclasses import replace
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from cchc_metrics.plan.figures import Figure, PlacedFigure
from cchc_metrics.store.in_force import figures_in_force
from cchc_metrics.store.record import sync_departments
from cchc_metrics.store.submissions import save_submissions
from tests.builders import DEPARTMENTS, YEAR, make_plan, month
from tests.store.builders import make_file, make_submission

_communes = count(1)
_counts = st.integers(0, 2**63 - 1)
# PostgreSQL refuses U+0000 in text; a workbook cannot hold it either.
_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
_sheets = st.dictionaries(
    st.tuples(st.sampled_from([d.code for d in DEPARTMENTS]), st.integers(1, 12)),
    st.dictionaries(
        st.sampled_from([f"II.{area}-{n}" for area in (1, 2) for n in (1, 2, 3)]),
        st.tuples(_counts, st.none() | _counts, _texts, _texts),
    ),
    min_size=1,
    max_size=5,
)


@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sheets=_sheets)
def test_saved_figures_are_loaded_figures(
    fresh_record: Engine,
    sheets: dict[tuple[str, int], dict[str, tuple[int, int | None, str, str]]],
) -> None:
    commune = f"commune {next(_communes)}"  # one record serves all examples
    plan = make_plan()
    sync_departments(fresh_record, replace(plan, commune=replace(plan.commune, code=commune)))
    saved = {
        (department, number): [
            PlacedFigure(
                Figure(department, code, month(number), numerator, denominator, note),
                sheet,
                "D8",
                "E8",
            )
            for code, (numerator, denominator, note, sheet) in rows.items()
        ]
        for (department, number), rows in sheets.items()
    }
    new = [
        make_submission(of=month(number), department=department, figures=tuple(placed))
        for (department, number), placed in saved.items()
    ]
    save_submissions(fresh_record, commune, make_file(), new)
    loaded = [
        PlacedFigure(f.figure, f.sheet, f.numerator_cell, f.denominator_cell)
        for f in figures_in_force(fresh_record, commune, YEAR)
    ]
    expected = [placed for sheet in saved.values() for placed in sheet]
    assert sorted(loaded, key=_place) == sorted(expected, key=_place)
    assert loaded == sorted(loaded, key=_place)


def _place(placed: PlacedFigure) -> tuple[int, str, str]:
    return placed.figure.month.month, placed.figure.department, placed.figure.indicator
