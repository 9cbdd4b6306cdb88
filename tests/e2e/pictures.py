"""`make pictures`: the pictures of README and guide, made anew from the sample figures. Those of
slides are taken by the test that turns them (`test_meeting`).

`python -m tests.e2e.pictures --all FOLDER` takes every page at three sizes, light and dark, to be
looked at: all of the menu, what stands before and beside it, and the first page of an empty record
for each role. A page that cannot be taken is told at the end, and does not end the others; 160
pictures take five to fifteen minutes.
"""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from cchc_metrics.access.roles import Role
from cchc_metrics.plan.loading import DEFAULT_PLAN, load_plan
from cchc_metrics.ui.areas import area_label
from cchc_metrics.workflow.office import open_office
from cchc_metrics.workflow.sample_acts import load_sample_acts
from cchc_metrics.workflow.samples import load_samples
from tests.e2e.album import CONTRAST, DARK, PHONE, Album, View, keep, opened_browser, variants
from tests.e2e.server import ROOT, Server, running_server
from tests.ui.sample_record import SAMPLE_DAY

FOLDER = ROOT / "docs" / "anh"
# File -> what stands in it, side by side.
PICTURES: dict[str, tuple[View, ...]] = {
    "tong-quan": (View("", Role.LEADER),),
    "linh-vuc": (View("linh-vuc?linh-vuc=2. Cải cách thể chế", Role.LEADER, height=1500),),
    "cham": (View("cham", Role.LEADER, height=1250),),
    "tinh-hinh-nop": (View("tinh-hinh-nop", height=1000),),
    "nop-so-lieu": (View("nop-so-lieu", Role.OFFICER, height=1500, is_upload=True),),
    "nguon-so-lieu": (View("nguon-so-lieu", Role.LEADER, height=900),),
    "lan-nop": (View("lan-nop", height=1200),),
    "bien-phap": (View("bien-phap", height=1100),),
    "nhiem-vu": (View("nhiem-vu", height=900),),
    "bao-cao": (View("bao-cao", height=1100),),
    "cach-tinh": (View("cach-tinh", Role.LEADER, height=1000),),
    "tai-khoan": (View("tai-khoan", Role.ADMIN, height=1100),),
    "dien-thoai": (
        View("", Role.LEADER, PHONE, height=844),
        View("linh-vuc", Role.LEADER, PHONE, height=844),
        View("tinh-hinh-nop", Role.LEADER, PHONE, height=844),
    ),
    "toi-va-tuong-phan": (
        View("", Role.LEADER, look=DARK, height=768),
        View("", Role.LEADER, look=CONTRAST, height=768),
    ),
}
# Beside the menu.
BESIDE = {
    "dang-nhap": View("login", Role.LEADER),
    "tai-khoan-cua-toi": View("doi-mat-khau", Role.LEADER),
    "nop-tep-sai": View("nop-so-lieu", Role.OFFICER, is_upload=True),
    "lanh-dao": View("", Role.LEADER),
}
# More than one of a kind, and the third look.
LOOKED_AT_TWICE = {
    **{
        f"linh-vuc-{area.number}": View(f"linh-vuc?linh-vuc={area_label(area)}", Role.LEADER)
        for area in load_plan(DEFAULT_PLAN).areas
    },
    **{
        f"{path or 'tong-quan'}-tuong-phan": View(path, Role.LEADER, look=CONTRAST)
        for path in ("", "linh-vuc", "cham", "tinh-hinh-nop")
    },
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    parser.add_argument("--only", nargs="*", default=sorted(PICTURES))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, _demonstration(Path(folder)) as server:
        with opened_browser() as browser, Album(browser, server) as album:
            if asked.all:
                _every_page(browser, album, asked.all)
                return
            for name in asked.only:
                keep(FOLDER / f"{name}.png", [album.view(view) for view in PICTURES[name]])


def _every_page(browser: Browser, album: Album, folder: Path) -> None:
    """The pages of a record in use, then the first one of an empty record."""
    folder.mkdir(parents=True, exist_ok=True)
    failed = album.keep_all(folder, [*album.menu(), *variants(BESIDE), *LOOKED_AT_TWICE.items()])
    with tempfile.TemporaryDirectory() as empty, running_server(Path(empty)) as server:
        with Album(browser, server) as first_day:
            first_pages = {f"trong-{role.value}": View("", role) for role in Role}
            failed += first_day.keep_all(folder, variants(first_pages))
    if failed:
        raise SystemExit("Not taken:\n" + "\n".join(failed))


@contextmanager
def _demonstration(folder: Path) -> Iterator[Server]:
    office = open_office({"CCHC_DATABASE_URL": f"sqlite:///{folder / 'record.sqlite3'}"})
    for _ in load_samples(office):
        pass
    load_sample_acts(office)
    office.engine.dispose()
    with running_server(folder, CCHC_TODAY=SAMPLE_DAY) as server:
        yield server


if __name__ == "__main__":
    main()
