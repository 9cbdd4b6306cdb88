"""Streamlit's page speaks Vietnamese before its first run, and stays the page it was."""

import re
from pathlib import Path

import pytest
import streamlit
from starlette.responses import HTMLResponse, PlainTextResponse
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_handler

from cchc_metrics.access.headers import application_policy
from cchc_metrics.access.shell import SCRIPTS, TITLE, Shell, in_vietnamese
from tests.access.asgi import ask
from tests.e2e.vietnamese import is_foreign

FOLDER = Path(streamlit.__file__).parent / "static"
PAGE = (FOLDER / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["/", "/linh-vuc"])
def test_every_address_of_the_application_gets_the_vietnamese_page(path: str) -> None:
    answer = ask(Shell(create_streamlit_static_handler(str(FOLDER), None), SCRIPTS), path)
    assert answer.status == 200
    assert answer.body.decode("utf-8") == in_vietnamese(PAGE, SCRIPTS)
    assert answer.headers["content-length"] == str(len(answer.body))
    assert "etag" not in answer.headers and "last-modified" not in answer.headers


def test_what_is_read_before_the_first_run_is_vietnamese() -> None:
    page = in_vietnamese(PAGE, SCRIPTS)
    assert '<html lang="vi">' in page and f"<title>{TITLE}</title>" in page
    noscript = re.findall(r"<noscript>(.*?)</noscript>", page, re.DOTALL)
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"<[^>]+>", "", "".join(noscript)))
    assert [word for word in words if is_foreign(word)] == ["JavaScript", "JavaScript"]


def test_our_scripts_run_in_their_order_before_those_of_streamlit() -> None:
    addresses = re.findall(r'<script[^>]* src="([^"]+)"', in_vietnamese(PAGE, SCRIPTS))
    assert tuple(addresses[: len(SCRIPTS)]) == SCRIPTS
    assert addresses[len(SCRIPTS) :] == re.findall(r'<script[^>]* src="([^"]+)"', PAGE)


def test_the_policy_still_names_the_script_that_stands_in_the_page() -> None:
    (inline,) = re.findall(r"<script>(.*?)</script>", in_vietnamese(PAGE, SCRIPTS), re.DOTALL)
    assert inline in PAGE and "sha256-" in application_policy(FOLDER / "index.html")


def test_every_script_that_is_named_is_there() -> None:
    for address in SCRIPTS:
        assert Path(address.removeprefix("/app/")).is_file()


def test_other_answers_are_not_touched() -> None:
    for given in (HTMLResponse("<p>Upload</p>"), PlainTextResponse("Upload", 404)):
        answer = ask(Shell(given, SCRIPTS), "/khac")
        assert (answer.status, answer.body) == (given.status_code, given.body)
