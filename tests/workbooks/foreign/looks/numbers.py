"""How numbers are written, and how that there is none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tests.workbooks.foreign.looks.looking import HEADING, NAMES, Expected, Look, body, look
from tests.workbooks.foreign.sheets import OF_MARCH


def numbers() -> Iterator[Look]:
    one = {"II.3-1": (12, 20)}
    heading = ["TT", "Chỉ tiêu", "Tử số", "Mẫu số", "Tỷ lệ"]

    def row(n: object, d: object, rate: object = None) -> list[list[object]]:
        return [heading, [1, NAMES["II.3-1"], n, d, rate]]

    yield look("numbers as text", row("12", "20"), figures=one)
    yield look("grouped numbers as text", row("1.200", "2,000"), figures={"II.3-1": (1200, 2000)})
    yield look("with the indicator's own unit", row("12 hồ sơ", "20 hồ sơ"), figures=one)
    yield look("full-width digits", row("１２", "２０"), figures=one)
    for rate in (60, 0.6, "60%", "60,0 %"):
        yield look(f"a rate of {rate}", row(12, 20, rate), figures=one)
    yield look("a rate that is another", row(12, 20, 65), figures={}, blocked=("E32",))
    yield look("a rate alone", row(None, None, 60), figures={}, blocked=("E31",))
    yield look("a rate of 0 alone says nothing", row(None, None, 0), figures={}, blocked=("E08",))
    yield look(
        "an English decimal in a count",
        row(1.2, 20),
        figures={},
        asked=(("readings", "Sheet1!C2"),),
        blocked=("E40",),
    )
    yield look(
        "an English thousand",
        row(1.234, 2000),
        figures={"II.3-1": (1234, 2000)},
        asked=(("readings", "Sheet1!C2"),),
        answers=replace(OF_MARCH, readings={"Sheet1!C2": "1234"}),
    )
    yield look(
        "a percentage in a count",
        row(0.6, 20),
        figures={},
        sheet_number_formats={"C2": "0%"},
        asked=(("readings", "Sheet1!C2"),),
        blocked=("E40",),
    )
    yield look(
        "a whole percentage in a count",
        row(1, 20),
        figures={},
        sheet_number_formats={"C2": "0%"},
        asked=(("readings", "Sheet1!C2"),),
        blocked=("E40",),
    )
    yield look(
        "a day that was 12 of 20",
        row(date(2026, 12, 5), None),
        figures={"II.3-1": (5, 12)},
        asked=(("readings", "Sheet1!C2"),),
        answers=replace(OF_MARCH, readings={"Sheet1!C2": "5/12"}),
    )
    yield look(
        "a formula that was never computed",
        row("=10+2", 20),
        figures={},
        asked=(("readings", "Sheet1!C2"),),
        blocked=("E40",),
    )
    yield look(
        "an error of Excel",
        row(None, 20),
        figures={},
        sheet_errors=["C2"],
        asked=(("readings", "Sheet1!C2"),),
        blocked=("E40",),
    )
    yield look(
        "thousands by the heading",
        [
            ["TT", "Chỉ tiêu", "Tử số (nghìn)", "Mẫu số (nghìn)"],
            [1, NAMES["II.3-1"], 12, 20],
        ],
        figures={"II.3-1": (12_000, 20_000)},
        asked=(("scales", "Sheet1!C"), ("scales", "Sheet1!D")),
        answers=replace(OF_MARCH, scales={"Sheet1!C": True, "Sheet1!D": True}),
    )


def nothings() -> Iterator[Look]:
    def rows(n: object, d: object) -> list[list[object]]:
        return [HEADING, *body({"II.3-2": (30, 40)}), [2, NAMES["II.3-1"], "hồ sơ", n, d]]

    rest: Expected = {"II.3-2": (30, 40)}
    for sign in ("x", "X", "…", "chưa có"):
        yield look(f"{sign!r} for nothing", rows(sign, sign), figures=rest)
    yield look("blank for nothing", rows(None, None), figures=rest)
    yield look("0 for none", rows(0, 0), figures=rest | {"II.3-1": (0, 0)})
    for sign in ("-", "--", "không", "KPS"):
        key = f"Sheet1!{'-' if '-' in sign else sign.lower()}"
        yield look(
            f"{sign!r} for none",
            rows(sign, sign),
            figures=rest | {"II.3-1": (0, 0)},
            asked=(("readings", key),),
            answers=replace(OF_MARCH, readings={key: "0"}),
        )
    yield look(
        "'-' for not known",
        rows("-", "-"),
        figures=rest,
        asked=(("readings", "Sheet1!-"),),
        answers=replace(OF_MARCH, readings={"Sheet1!-": ""}),
    )
