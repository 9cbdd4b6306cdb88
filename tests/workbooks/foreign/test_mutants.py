"""No mutated workbook raises anything unforeseen, and none gives a number that it does not say."""

import pytest
from hypothesis import HealthCheck, given, settings

from cchc_metrics.workbooks.foreign.answers import Answers, Asks
from cchc_metrics.workbooks.foreign.propose import propose
from cchc_metrics.workbooks.foreign.settle import settle
from cchc_metrics.workbooks.opening.open import FORMATS
from cchc_metrics.workbooks.opening.sniff import sniff
from cchc_metrics.workbooks.refusals import RefusedFile
from tests.workbooks.foreign.mutating import Mutant, mutants
from tests.workbooks.foreign.oracle import wrong_about
from tests.workbooks.foreign.sheets import MARCH, PLAN, TODAY
from tests.workbooks.formats.reading_here import read_here

FULL = 20_000
SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large]


def assert_nothing_is_guessed(mutant: Mutant) -> int:
    """How many figures came out, each of them right."""
    if sniff(mutant.data) not in FORMATS:
        return 0
    try:
        book = read_here(mutant.data)
    except RefusedFile:
        return 0
    proposal = propose(book, PLAN)
    totals = {sheet.name: False for sheet in proposal.sheets}
    answers = Answers("TTPVHCC", {"": MARCH}, cumulative=totals)
    settled = settle(proposal, answers, PLAN, (), TODAY)
    if any(question.asks is Asks.ROW for question in settled.questions):
        return 0  # blocked until somebody says which indicator a row is, and so which others are
    for placed in settled.checked.figures:
        wrong = wrong_about(placed, book, PLAN)
        assert not wrong, f"{wrong}; {placed}; {mutant.grid}"
    return len(settled.checked.figures)


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW_IS_FINE)
@given(mutants())
def test_mutants(mutant: Mutant) -> None:
    assert_nothing_is_guessed(mutant)


@pytest.mark.long
def test_mutants_at_length() -> None:
    tried = figures = 0

    @settings(max_examples=FULL, deadline=None, suppress_health_check=SLOW_IS_FINE)
    @given(mutants())
    def campaign(mutant: Mutant) -> None:
        nonlocal tried, figures
        tried += 1
        figures += assert_nothing_is_guessed(mutant)

    campaign()
    assert tried >= FULL and figures > FULL / 2, (tried, figures)
