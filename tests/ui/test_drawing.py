"""Text of files and plans on a page: as it stands."""

import pytest

from cchc_metrics.ui.drawing import WORD_JOINER, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Số hồ sơ 12/15", "Số hồ sơ 12/15"),
        ("**đậm** _nghiêng_", r"\*\*đậm\*\* \_nghiêng\_"),
        ("1. một\n- hai", r"1\. một \- hai"),
        ("<b>x</b> & :red[y] $z$", r"\<b\>x\</b\> \& \:red\[y\] \$z\$"),
        ("https://a.vn", rf"http{WORD_JOINER}s\://a\.vn"),
        ("HTTP://a.vn www.a.vn", rf"HTTP{WORD_JOINER}\://a\.vn www{WORD_JOINER}\.a\.vn"),
        ("", ""),
    ],
)
def test_nothing_in_a_text_is_taken_for_markup(text: str, shown: str) -> None:
    assert plain(text) == shown
