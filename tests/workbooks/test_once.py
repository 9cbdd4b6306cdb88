"""What is remembered of texts: short ones, so many and no more."""

from cchc_metrics.workbooks.once import LONGEST, MOST, Once


def test_a_short_text_is_made_once_and_a_long_one_is_not_kept() -> None:
    made: list[str] = []

    def upper(text: str) -> str:
        made.append(text)
        return text.upper()

    once = Once(upper, len)
    long = "x" * (LONGEST + 1)
    for text in ("hồ sơ", "hồ sơ", long, long):
        assert once[text] == text.upper()
    assert made == ["hồ sơ", long, long]
    assert list(once) == ["hồ sơ"]


def test_there_are_never_more_than_so_many() -> None:
    once = Once(str, len)
    for number in range(2 * MOST + 5):
        once[str(number)]
        assert len(once) <= MOST
    assert len(once) == 5
