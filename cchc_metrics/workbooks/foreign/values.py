"""A proposed number and the officer's answers -> the value that counts, or that it is open."""

import re
from dataclasses import dataclass

from cchc_metrics.workbooks.foreign.answers import Answers
from cchc_metrics.workbooks.foreign.numbers import read_number
from cchc_metrics.workbooks.foreign.proposal import ProposedNumber, Reading
from cchc_metrics.workbooks.foreign.terms import Part, State
from cchc_metrics.workbooks.grid import Cell, CellKind

_PAIR = re.compile(r"([0-9]{1,12})/([0-9]{1,12})")


@dataclass(frozen=True)
class Value:
    """`whole` beside `number` where one cell gives numerator and denominator ("12/15").

    Neither is there for one of the kinds of nothing. `problem` is an issue's code.
    """

    number: int | None = None
    whole: int | None = None
    how: str = ""
    correction: str = ""
    is_open: bool = False
    problem: str = ""


def value_of(number: ProposedNumber, part: Part, unit: str, answers: Answers) -> Value:
    """What counts for a cell that holds `part`; a correction goes before everything."""
    correction = answers.corrections.get(number.key)
    if correction is not None:
        return _corrected(correction.text, correction.reason)
    if part is Part.RATE:
        return Value()
    reading = read_number(number.cell, unit) if number.part is Part.RATE else number.reading
    match reading.state:
        case State.VALUE:
            return Value(reading.value, how=reading.how)
        case State.NOT_ARISEN | State.UNCLEAR:
            return _chosen(number, reading, answers)
        case _:
            return Value(how=reading.how)


def _chosen(number: ProposedNumber, reading: Reading, answers: Answers) -> Value:
    """The chosen reading, if it is one of those that were offered."""
    code = answers.readings.get(number.key, answers.readings.get(number.group))
    choice = next((choice for choice in reading.choices if choice.code == code), None)
    if choice is None:
        return Value(is_open=True)
    pair = _PAIR.fullmatch(choice.code)
    if pair is not None:
        return Value(int(pair[1]), int(pair[2]), how=f"{reading.how}: {choice.words}")
    return Value(int(choice.code) if choice.code else None, how=f"{reading.how}: {choice.words}")


def _corrected(text: str, reason: str) -> Value:
    """What was typed in place: a whole number, "12/15", or nothing for no figure."""
    typed = "".join(text.split())
    pair = _PAIR.fullmatch(typed)
    reading = read_number(Cell(CellKind.TEXT, text))
    if not reason.strip() or not (pair or reading.state in (State.VALUE, State.BLANK)):
        return Value(problem="E43")
    if pair is not None:
        return Value(int(pair[1]), int(pair[2]), correction=reason)
    return Value(reading.value, correction=reason)
