"""Reading one table of the plan file field by field: problems are noted, none stops the reading.

Each reader gives a value of the right type; where it had to note a problem, an empty one ("" or
None), so that the rest of the file can still be read and all problems are told at once.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from cchc_metrics.plan.problems import (
    LARGEST_NUMBER,
    LONGEST_QUOTE,
    Problem,
    described,
    short,
    suggestion,
)

_PERCENT = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,9}))? ?%?")
_Choice = TypeVar("_Choice", bound=StrEnum)


class Table:
    """One table of the file. `close` it once all its keys were asked for."""

    def __init__(self, values: Mapping[str, Any], place: str, problems: list[Problem]) -> None:
        self._values = values
        self.place = place
        self._problems = problems
        self._known: list[str] = []

    def place_of(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def note(self, key: str, found: str, rule: str, cure: str) -> None:
        self._problems.append(Problem(self.place_of(key), found, rule, cure))

    def is_sound(self, key: str) -> bool:
        """Whether nothing was noted at a key, so that a further check of it makes sense."""
        place = self.place_of(key)
        return not any(problem.place.startswith(place) for problem in self._problems)

    def has(self, key: str) -> bool:
        return key in self._values

    def as_compared(self, key: str) -> str:
        """What a key says, in the form in which two of them are the same; "" for nothing."""
        value = self._values.get(key)
        if isinstance(value, str):
            return " ".join(unicodedata.normalize("NFC", value).split()).casefold()
        return str(value) if isinstance(value, int) and abs(value) <= LARGEST_NUMBER else ""

    def text(self, key: str) -> str:
        """A required text, on one line and in NFC."""
        value = self._required(key)
        if value is None:
            return ""
        text = self._clean(key, value)
        if text == "":
            self.note(key, "Đang để trống.", "Mục này phải có nội dung.", "Điền nội dung.")
        return text or ""

    def optional_text(self, key: str) -> str:
        return self._clean(key, value) or "" if (value := self._get(key)) is not None else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none of them empty; () where there is none."""
        items = self._list(key)
        cleaned = [(f"{key}[{n}]", item) for n, item in enumerate(items)]
        texts = [(at, self._clean(at, item)) for at, item in cleaned]
        for at, text in texts:
            if text == "":
                self.note(at, "Đang để trống.", "Mục này phải có nội dung.", "Điền hoặc xóa đi.")
        return tuple(text for _, text in texts if text)

    def reference(self, key: str, known: Sequence[str]) -> str:
        """A required code out of those that the plan declares."""
        code = self.text(key)
        self._check_known(key, code, known)
        return code

    def references(self, key: str, known: Sequence[str], required: bool = False) -> tuple[str, ...]:
        """Codes that the plan declares, each once."""
        codes = self.texts(key)
        for number, code in enumerate(codes):
            self._check_known(f"{key}[{number}]", code, known)
            if code in codes[:number]:
                rule = "Mỗi mã chỉ ghi một lần."
                self.note(f"{key}[{number}]", f"“{code}” đã có ở trên.", rule, "Xóa mã thừa.")
        if required and not codes and self.is_sound(key):
            rule = "Phải có ít nhất một đơn vị."
            self.note(key, "Chưa ghi đơn vị nào.", rule, f'Ghi {key} = ["MÃ ĐƠN VỊ"].')
        return codes

    def whole(
        self, key: str, low: int, high: int = LARGEST_NUMBER, default: int | None = None
    ) -> int | None:
        value = self._required(key) if default is None else self._get(key)
        return default if value is None else self._whole(key, value, low, high)

    def flag(self, key: str, default: bool = False) -> bool:
        value = self._get(key)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self._wrong_type(key, value, "Phải là true hoặc false.", "Ghi true hoặc false.")
        return default

    def day(self, key: str) -> date | None:
        value = self._get(key)
        # A datetime is a date too, but a plan knows no hours.
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        cure = "Ghi dạng NĂM-THÁNG-NGÀY, không có ngoặc kép, ví dụ 2026-03-15."
        self._wrong_type(key, value, "Phải là một ngày.", cure)
        return None

    def choice(self, key: str, choices: type[_Choice], default: _Choice | None) -> _Choice | None:
        """One of the words of an enumeration; required where it has no default."""
        value = self._required(key) if default is None else self._get(key)
        if value is None:
            return default
        words = [choice.value for choice in choices]
        if isinstance(value, str) and value in words:
            return choices(value)
        self._wrong_type(key, value, f"Chỉ nhận: {', '.join(words)}.", suggestion(value, words))
        return default

    def amount(self, key: str, is_count: bool = False, required: bool = False) -> Fraction | None:
        """A percentage as a ratio, or a whole number where things are counted."""
        value = self._required(key) if required else self._get(key)
        return None if value is None else self._amount(key, value, is_count)

    def amounts(self, key: str, is_count: bool = False) -> tuple[Fraction, ...]:
        read = [self._amount(f"{key}[{n}]", v, is_count) for n, v in enumerate(self._list(key))]
        return tuple(amount for amount in read if amount is not None)

    def table(self, key: str) -> "Table":
        value = self._required(key)
        if value is not None and not isinstance(value, dict):
            self._wrong_type(key, value, "Phải là một khối.", f"Viết thành khối [{key}].")
        # Where the whole table is missing, its keys are not reported one by one.
        problems = self._problems if isinstance(value, dict) else []
        return Table(value if isinstance(value, dict) else {}, self.place_of(key), problems)

    def optional_table(self, key: str) -> "Table | None":
        return self.table(key) if key in self._values else self._get(key)

    def tables(self, key: str, required: bool = False) -> tuple["Table", ...]:
        """The blocks `[[key]]`, each placed by its number and its code."""
        value = self._required(key) if required else self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            cure = f"Viết mỗi mục thành một khối [[{key}]]."
            self._wrong_type(key, value, "Phải là các khối.", cure)
            return ()
        if required and not value:
            self.note(key, "Danh sách trống.", "Phải có ít nhất một khối.", f"Thêm khối [[{key}]].")
        return tuple(
            Table(item, _numbered(self.place_of(key), n, item), self._problems)
            for n, item in enumerate(value)
        )

    def close(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._values:
            if key not in self._known:
                rule = f"Khối này chỉ có các mục: {', '.join(self._known)}."
                cure = suggestion(key, self._known)
                self.note(key, f"Không có mục nào tên “{short(key)}”.", rule, cure)

    def _get(self, key: str) -> Any:
        self._known.append(key)
        return self._values.get(key)

    def _required(self, key: str) -> Any:
        if key not in self._values:
            self.note(key, f"Thiếu mục “{key}”.", "Mục này bắt buộc.", f"Thêm dòng {key} = …")
        return self._get(key)

    def _list(self, key: str) -> list[Any]:
        value = self._get(key)
        if value is None or isinstance(value, list):
            return value or []
        cure = "Đặt các mục trong ngoặc vuông, cách nhau bằng dấu phẩy."
        self._wrong_type(key, value, "Phải là một danh sách.", cure)
        return []

    def _check_known(self, key: str, code: str, known: Sequence[str]) -> None:
        # Where none could be read, that is the problem to tell, not every use of them.
        if code and known and code not in known:
            rule = f"Chỉ nhận các mã: {', '.join(known)}."
            self.note(key, f"Không có mã “{short(code)}”.", rule, suggestion(code, known))

    def _clean(self, key: str, value: Any) -> str | None:
        """The text on one line and in NFC, as it is compared and printed everywhere."""
        if not isinstance(value, str):
            self._wrong_type(key, value, "Phải là chữ.", "Đặt trong ngoặc kép.")
            return None
        text = " ".join(unicodedata.normalize("NFC", value).split())
        if not text.isprintable():
            rule = "Chữ không được chứa ký tự điều khiển hoặc ký tự ẩn."
            self.note(key, f"Có ký tự không in được: {text[:LONGEST_QUOTE]!a}.", rule, "Gõ lại.")
            return None
        return text

    def _whole(self, key: str, value: Any, low: int, high: int) -> int | None:
        rule = f"Phải là số nguyên từ {low} đến {high}."
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self._wrong_type(key, value, rule, "Ghi lại số, không có ngoặc kép.")
        return None

    def _amount(self, key: str, value: Any, is_count: bool) -> Fraction | None:
        if is_count:
            count = self._whole(key, value, 0, LARGEST_NUMBER)
            return None if count is None else Fraction(count)
        percent = _percent(value)
        if percent is None:
            cure = 'Ghi số nguyên, hoặc số lẻ trong ngoặc kép, ví dụ 95 hoặc "95,5".'
            self._wrong_type(
                key, value, "Phải là tỷ lệ phần trăm, số lẻ đặt trong ngoặc kép.", cure
            )
        elif not 0 <= percent <= 100:
            self._wrong_type(key, value, "Tỷ lệ phải từ 0 đến 100.", "Sửa lại tỷ lệ.")
        else:
            return percent / 100
        return None

    def _wrong_type(self, key: str, value: Any, rule: str, cure: str) -> None:
        self.note(key, f"Đang ghi {described(value)}.", rule, cure)


def _percent(value: Any) -> Fraction | None:
    """Floats are refused: 0.1 + 0.2 is no target that can be met exactly."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    match = _PERCENT.fullmatch(value.strip()) if isinstance(value, str) else None
    return Fraction(f"{match[1]}.{match[2] or 0}") if match else None


def _numbered(place: str, number: int, item: Mapping[str, Any]) -> str:
    code = item.get("code")
    label = f" ({short(code)})" if isinstance(code, str) and code.strip() else ""
    return f"{place}[{number}]{label}"
