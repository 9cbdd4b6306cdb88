"""Passwords: kept as argon2id only, checked in the same time whether an account exists or not.

What is asked of a password is its length and that it is not one of the first guesses; no mixture
of characters is asked for (NIST SP 800-63B).
"""

import secrets
from threading import BoundedSemaphore
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 128
# About 60 ms on a current office computer, twice that on an old one.
_MEMORY_KIB, _ROUNDS, _LANES = 32 * 1024, 2, 1
_hasher = PasswordHasher(time_cost=_ROUNDS, memory_cost=_MEMORY_KIB, parallelism=_LANES)
# Takes as long to check as any other, and no password fits it.
_NOBODY = f"$argon2id$v=19$m={_MEMORY_KIB},t={_ROUNDS},p={_LANES}${'A' * 22}${'A' * 43}"
# Many people at the door at once must take neither all memory nor all processors.
_slots = BoundedSemaphore(2)

# Without letters and digits that are easily mistaken for each other.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 3, 4
_AROUND_A_NAME = "0123456789!@#$%&*()._-+= "
# The first guesses of at least ten characters, in small letters.
_COMMON = frozenset(
    """
    1234567890 0123456789 0987654321 9876543210 123456789a a123456789 12345678910 1234512345
    1122334455 1q2w3e4r5t qwertyuiop qwerty1234 qwerty12345 qwerty123456 asdfghjkl; zxcvbnm123
    password12 password123 password1234 passw0rd123 p@ssw0rd123 administrator admin12345
    admin123456 admin@1234 welcome123 iloveyou123 abc1234567 abcd123456 abcdef1234 abcdefghij
    matkhau123 matkhau1234 matkhau12345 matkhau@123 vietnam123 vietnam1234 vietnam2025 vietnam2026
    vietnam@123 laichau123 laichau2026 laichau@123 hanoi12345 anhyeuem123 emyeuanh123 yeuem12345
    """.split()
)


def hash_password(password: str) -> str:
    """The argon2id hash of a password, with its salt and parameters in it."""
    with _slots:
        return _hasher.hash(_normal(password))


def fits(password: str, password_hash: str | None) -> bool:
    """Whether it is the password; takes as long where there is no hash to compare with."""
    with _slots:
        try:
            return _hasher.verify(password_hash or _NOBODY, _normal(password))
        except (VerificationError, InvalidHashError):
            return False


def weakness(password: str, name: str) -> str | None:
    """Why the owner of an account may not take a password, for the reader; None where fine."""
    if len(password) < SHORTEST:
        return f"Mật khẩu phải có ít nhất {SHORTEST} ký tự."
    if len(password) > LONGEST:
        return f"Mật khẩu không được dài quá {LONGEST} ký tự."
    small = _normal(password).casefold()
    if small.strip(_AROUND_A_NAME) == name.casefold().strip(_AROUND_A_NAME):
        return "Mật khẩu không được trùng với tên đăng nhập. Chọn mật khẩu khác."
    if small in _COMMON or len(set(small)) <= 2:
        return "Mật khẩu này quá phổ biến, dễ bị đoán. Chọn mật khẩu khác."
    return None


def one_time_password() -> str:
    """Like `k7mp-x2ha-9qrt`: easy to read out, 59 bits of chance."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _normal(password: str) -> str:
    # Vietnamese keyboards write the same letter in one piece or in two.
    return normalize("NFKC", password)
