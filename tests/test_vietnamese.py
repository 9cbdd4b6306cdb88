"""The test that looks for English must see it, and must not take Vietnamese for it."""

import pytest

from tests.e2e.vietnamese import is_foreign


@pytest.mark.parametrize(
    "word",
    "Upload Browse Close Open Search Settings Copy Page View Print Rerun Sort Cancel Save Delete"
    " Next Previous Today Error Loading Running Select Download Limit Help Clear Show".split(),
)
def test_english_words_are_seen(word: str) -> None:
    assert is_foreign(word)


@pytest.mark.parametrize(
    "word",
    "trang theo quy nghiêm nghe giao xem khai bao nhau trong chia thu khoanh xoay yêu CCHC VNeID"
    " hay trung uy gia tra phi loan kia lui cuu II".split(),
)
def test_vietnamese_words_and_names_are_let_through(word: str) -> None:
    assert not is_foreign(word)
