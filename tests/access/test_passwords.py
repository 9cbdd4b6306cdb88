"""Which passwords are taken, and how they are kept."""

from concurrent.futures import ThreadPoolExecutor
from unicodedata import normalize

import pytest

from cchc_metrics.access.passwords import fits, hash_password, one_time_password, weakness

PASSWORD = "mưa rừng Mù Cả"


def test_only_the_password_itself_fits_its_hash() -> None:
    hashed = hash_password(PASSWORD)
    assert fits(PASSWORD, hashed)
    for other in ("", PASSWORD + " ", PASSWORD.upper(), hashed):
        assert not fits(other, hashed)


def test_a_hash_is_argon2id_and_says_nothing_of_the_password() -> None:
    first, second = hash_password(PASSWORD), hash_password(PASSWORD)
    assert first.startswith("$argon2id$v=19$")
    assert first != second, "each has a salt of its own"
    assert PASSWORD not in first


@pytest.mark.parametrize("hashed", [None, "", "not a hash", "$argon2id$v=19$m=1,t=1,p=1$AAAA$AAAA"])
def test_nothing_fits_where_there_is_no_proper_hash(hashed: str | None) -> None:
    assert not fits(PASSWORD, hashed)
    assert not fits("", hashed)


def test_letters_in_one_piece_or_in_two_are_the_same_password() -> None:
    composed, decomposed = normalize("NFC", PASSWORD), normalize("NFD", PASSWORD)
    assert composed != decomposed
    assert fits(decomposed, hash_password(composed))


def test_many_checks_at_once_all_get_their_answer() -> None:
    hashed = hash_password(PASSWORD)
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda _: fits(PASSWORD, hashed), range(8)))


ACCEPTED = ["mười ký tự", "aaaaabbbbbc", "lan và các bạn", "x" * 64 + "yz", "🌾" + "đồng lúa nước"]
REFUSED = [
    ("", "ít nhất 10"),
    ("chín ký t", "ít nhất 10"),
    ("x" * 127 + "yz", "quá 128"),
    ("thithanhlan", "trùng với tên"),
    ("ThiThanhLan", "trùng với tên"),
    ("thithanhlan2026", "trùng với tên"),
    ("@thithanhlan!", "trùng với tên"),
    ("1234567890", "quá phổ biến"),
    ("Matkhau123", "quá phổ biến"),
    ("password123", "quá phổ biến"),
    ("aaaaaaaaaa", "quá phổ biến"),
    ("1212121212", "quá phổ biến"),
]


@pytest.mark.parametrize("password", ACCEPTED)
def test_length_is_enough(password: str) -> None:
    assert weakness(password, "thithanhlan") is None


@pytest.mark.parametrize(("password", "why"), REFUSED)
def test_first_guesses_are_refused(password: str, why: str) -> None:
    assert why in (weakness(password, "thithanhlan") or "")


def test_one_time_passwords_can_be_read_out_and_are_never_the_same() -> None:
    made = {one_time_password() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        assert [len(group) for group in password.split("-")] == [4, 4, 4]
        assert not set(password) & set("0o1li"), password
        assert weakness(password, "lan") is None
