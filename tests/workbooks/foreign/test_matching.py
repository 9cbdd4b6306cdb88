"""Which indicator a label means, and where two things said in one row leave it open."""

import pytest

from cchc_metrics.workbooks.foreign.matching import Matcher
from cchc_metrics.workbooks.foreign.terms import MatchKind
from tests.workbooks.foreign.sheets import PLAN

CODE, NAME, NEAR, NONE = MatchKind.CODE, MatchKind.NAME, MatchKind.NEAR, MatchKind.NONE


@pytest.mark.parametrize(
    ("label", "code", "kind", "meanings"),
    [
        ("Hồ sơ trực tuyến", "", NAME, ["II.3-1"]),
        ("Hồ sơ trực tuyến", "II.3-1", CODE, ["II.3-1"]),
        ("II.3-1", "", CODE, ["II.3-1"]),
        ("II.3-1. Hồ sơ trực tuyến", "", CODE, ["II.3-1"]),
        ("II.3-1.Hồ sơ trực tuyến", "", CODE, ["II.3-1"]),
        ("II.3-1) của Trung tâm", "", CODE, ["II.3-1"]),
        ("II.3-1 - hồ sơ nộp qua mạng", "", CODE, ["II.3-1"]),
        ("Việc khác của Trung tâm", "ii.3 - 1", CODE, ["II.3-1"]),
        # More than a code.
        ("II.3-1/20", "", NONE, [""]),
        ("II.3-1,5", "", NONE, [""]),
        ("II.3-1.000", "", NONE, [""]),
        ("II.3-1%", "", NONE, [""]),
        ("II.3-10", "", NONE, [""]),
        ("II.3-1a", "", NONE, [""]),
        # Two things said: the officer decides.
        ("Số hóa thành phần hồ sơ", "II.3-1", NEAR, ["II.3-1", "II.3-2"]),
        ("Số hóa các thành phần hồ sơ", "II.3-1", NEAR, ["II.3-1", "II.3-2"]),
        ("II.3-1. Số hóa thành phần hồ sơ", "", NEAR, ["II.3-1", "II.3-2"]),
        ("II.3-1 Số hóa các thành phần hồ sơ", "", NEAR, ["II.3-1", "II.3-2"]),
        ("II.3-2. Số hóa thành phần hồ sơ", "II.3-1", NEAR, ["II.3-1", "II.3-2"]),
        ("II.3-2", "II.3-1", NEAR, ["II.3-1", "II.3-2"]),
    ],
)
def test_what_a_label_and_a_code_mean(
    label: str, code: str, kind: MatchKind, meanings: list[str]
) -> None:
    match = Matcher(PLAN, {}).match(label, code)
    assert match.kind is kind
    candidates = [each.meaning for each in match.candidates]
    assert (candidates if len(meanings) > 1 else [match.meaning]) == meanings
