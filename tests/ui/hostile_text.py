"""Text that would do something if a page took it for more than text."""

from pathlib import Path

from cchc_metrics.plan.loading import DEFAULT_PLAN
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workflow.accounts import taken_at_word
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.uploads import read_upload, save_upload, template
from tests.ui.office import CODE, INDICATOR, filled

PICTURE = "![ảnh](http://outside.invalid/a.png)"
LINK = "[bấm vào đây](http://outside.invalid/)"
MARKUP = "<b>đậm</b><img src=x onerror=alert(1)>"
HOSTILE = f"{MARKUP} {LINK} {PICTURE}"


def hostile_plan(folder: Path) -> Path:
    """The commune's plan with an indicator of a hostile name."""
    plain = DEFAULT_PLAN.read_text(encoding="utf-8")
    named = plain.replace('name = "Số hóa thành phần hồ sơ"', f'name = "{HOSTILE}"')
    assert named != plain
    path = folder / "plan.toml"
    path.write_text(named, encoding="utf-8")
    return path


def send_hostile_file(office: Office) -> None:
    """A good sheet whose note, file name and sender are hostile."""
    month = ReportingMonth(2026, 3)
    content = filled(template(office, CODE, month), {(INDICATOR, "Ghi chú"): HOSTILE})
    sender, expected = taken_at_word(HOSTILE), Expected(CODE, month)
    upload = read_upload(office, f"{MARKUP}.xlsx", content, expected, sender, office.today())
    save_upload(office, upload, sender, "", office.now())
