"""The reason and other texts that an act must have, and what is said where it is not done."""

from datetime import date

from cchc_metrics.words import writable

LONGEST = 500


class NotDone(Exception):
    """The act was not done; the text says why, for the reader."""


def stated(text: str, what: str = "lý do", longest: int = LONGEST) -> str:
    """A text as it is kept; raise NotDone where there is none or it is too long."""
    tidy = tidied(text, what, longest)
    if not tidy:
        raise NotDone(f"Chưa ghi {what}. Ghi rõ {what} rồi làm lại; chưa có gì thay đổi.")
    return tidy


def given(day: date | None, what: str) -> date:
    """A day that must be chosen; raise NotDone where it is not."""
    if day is None:
        raise NotDone(f"Chưa chọn {what}. Chọn ngày rồi làm lại; chưa có gì thay đổi.")
    return day


def tidied(text: str, what: str = "lý do", longest: int = LONGEST) -> str:
    """A text that may be left out. PostgreSQL takes no NUL; reports have to write all of it."""
    tidy = writable(text).strip()
    if len(tidy) > longest:
        raise NotDone(
            f"{what.capitalize()} dài {len(tidy)} ký tự, tối đa {longest}. Viết gọn lại;"
            " chưa có gì thay đổi."
        )
    return tidy
