"""The reason that an act on what was sent must have, and what is said where it is not done."""

LONGEST = 500


class NotDone(Exception):
    """The act was not done; the text says why, for the reader."""


def stated(reason: str) -> str:
    """A reason as it is kept; raise NotDone where there is none or it is too long."""
    tidy = tidied(reason)
    if not tidy:
        raise NotDone("Chưa ghi lý do. Ghi rõ lý do rồi làm lại; chưa có gì thay đổi.")
    return tidy


def tidied(reason: str) -> str:
    """A reason that may be left out; PostgreSQL takes no NUL in a text."""
    tidy = reason.replace("\x00", "").strip()
    if len(tidy) > LONGEST:
        raise NotDone(
            f"Lý do dài {len(tidy)} ký tự, tối đa {LONGEST}. Viết gọn lại; chưa có gì thay đổi."
        )
    return tidy
