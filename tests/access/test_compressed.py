"""Streamlit's files, compressed: the same bytes for the browser, and nothing else is touched."""

import gzip
from pathlib import Path

import pytest
import streamlit
from starlette.types import ASGIApp
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_handler

from cchc_metrics.access.compressed import CompressedFiles
from tests.access.asgi import Answer, ask

FOLDER = Path(streamlit.__file__).parent / "static"
LARGEST = max((FOLDER / "static").rglob("*.js"), key=lambda path: path.stat().st_size)
BROWSER = {"accept-encoding": "gzip, deflate, br, zstd"}


def address_of(path: Path) -> str:
    return f"/{path.relative_to(FOLDER).as_posix()}"


@pytest.fixture(scope="module")
def plain() -> ASGIApp:
    """What Streamlit itself answers."""
    return create_streamlit_static_handler(str(FOLDER), None)


@pytest.fixture(scope="module")
def app(plain: ASGIApp) -> ASGIApp:
    return CompressedFiles(plain, FOLDER)


def unpacked(answer: Answer) -> bytes:
    assert answer.headers["content-encoding"] == "gzip"
    return gzip.decompress(answer.body)


@pytest.mark.parametrize("kind", ["*.js", "*.css"])
def test_a_browser_gets_the_same_file_in_fewer_bytes(
    app: ASGIApp, plain: ASGIApp, kind: str
) -> None:
    path = max((FOLDER / "static").rglob(kind), key=lambda path: path.stat().st_size)
    original, packed = ask(plain, address_of(path)), ask(app, address_of(path), BROWSER)
    assert unpacked(packed) == original.body == path.read_bytes()
    assert len(packed.body) < len(original.body) / 2
    assert packed.headers["content-length"] == str(len(packed.body))
    for name in ("content-type", "cache-control"):
        assert packed.headers[name] == original.headers[name]


def test_caches_on_the_way_keep_both_forms_apart(app: ASGIApp) -> None:
    assert ask(app, address_of(LARGEST), BROWSER).headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "accepted", ["", "identity", "br", "gzip;q=0", "gzip; q=0.00", "x-gzipped"], ids=repr
)
def test_who_does_not_take_gzip_gets_the_file_as_it_is(app: ASGIApp, accepted: str) -> None:
    answer = ask(app, address_of(LARGEST), {"accept-encoding": accepted})
    assert "content-encoding" not in answer.headers
    assert len(answer.body) == LARGEST.stat().st_size


@pytest.mark.parametrize("accepted", ["gzip", "br;q=1.0, gzip;q=0.2", "GZIP;q=1"])
def test_who_takes_gzip_among_others_gets_it(app: ASGIApp, accepted: str) -> None:
    answer = ask(app, address_of(LARGEST), {"accept-encoding": accepted})
    assert unpacked(answer) == LARGEST.read_bytes()


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"range": "bytes=0-99"}, 206), ({"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"}, 304)],
)
def test_parts_and_questions_about_changes_are_left_to_streamlit(
    app: ASGIApp, headers: dict[str, str], status: int
) -> None:
    answer = ask(app, address_of(LARGEST), BROWSER | headers)
    assert (answer.status, "content-encoding" in answer.headers) == (status, False)


@pytest.mark.parametrize(
    "address", ["/", "/linh-vuc", "/static/js/khong-co.js", "/static/../index.html", "/index.html"]
)
def test_all_other_addresses_are_passed_on(app: ASGIApp, plain: ASGIApp, address: str) -> None:
    passed, original = ask(app, address, BROWSER), ask(plain, address, BROWSER)
    assert (passed.status, passed.body) == (original.status, original.body)
    assert "content-encoding" not in passed.headers
