"""Each look-alike workbook asks what it must, and gives its figures once it is answered."""

import pytest

from cchc_metrics.workbooks.foreign.answers import Answers
from cchc_metrics.workbooks.foreign.proposal import Proposal
from cchc_metrics.workbooks.foreign.propose import is_foreign, propose
from cchc_metrics.workbooks.foreign.settle import settle
from tests.workbooks.foreign.looks.corpus import all_looks
from tests.workbooks.foreign.looks.looking import Look
from tests.workbooks.foreign.sheets import MARCH, PLAN, TODAY
from tests.workbooks.formats.reading_here import read_here

LOOKS = all_looks()


@pytest.mark.parametrize("look", LOOKS, ids=[look.name for look in LOOKS])
def test_a_look_alike_is_read_as_it_is_meant(look: Look) -> None:
    book = read_here(look.build())
    assert is_foreign(book)
    proposal = propose(book, PLAN, look.file, columns=look.answers.columns)
    _expect_hints(look, proposal)
    unanswered = Answers("TTPVHCC", look.answers.months, columns=look.answers.columns)
    first = settle(proposal, unanswered, PLAN, look.recorded, TODAY)
    assert tuple((q.asks.value, q.key) for q in first.questions) == look.asked
    last = settle(proposal, look.answers, PLAN, look.recorded, TODAY)
    figures = [p.figure for p in last.checked.figures]
    read = {f.indicator: (f.numerator, f.denominator) for f in figures if f.month == MARCH}
    assert read == look.figures
    assert sorted(left.reason for left in last.left_out) == sorted(look.left)
    assert tuple(issue.code for issue in last.checked.errors) == look.blocked


def _expect_hints(look: Look, proposal: Proposal) -> None:
    months = [hint.value for hint in proposal.months]
    departments = [hint.value for hint in proposal.departments]
    assert (months[:1] or [""])[0] == look.hints[0]
    assert (departments[:1] or [""])[0] == look.hints[1]


def test_there_are_enough_of_them_and_none_twice() -> None:
    assert len({look.name for look in LOOKS}) == len(LOOKS) >= 60
