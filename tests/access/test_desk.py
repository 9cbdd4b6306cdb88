"""Signing in and out, passwords and the first start, over raw HTTP."""

from urllib.parse import quote

import pytest
from starlette.applications import Starlette

from cchc_metrics.access.door import Demonstration
from cchc_metrics.access.forms import MAX_FORM_BYTES
from cchc_metrics.access.open_sessions import session_id
from tests.access.asgi import ORIGIN, ask, post
from tests.access.fake_door import RIGHT, WRONG, House, cookie, guarded


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def app(house: House) -> Starlette:
    return guarded(house)


def test_signing_in_sets_a_cookie_that_scripts_cannot_read(app: Starlette) -> None:
    answer = post(app, "/login?next=%2Flinh-vuc%3Fthang%3D2026-03", ten="lan", mat_khau=RIGHT)
    assert (answer.status, answer.headers["location"]) == (303, "/linh-vuc?thang=2026-03")
    assert answer.cookies == ["cchc_session=new-3; Path=/; HttpOnly; SameSite=Lax"]


def test_over_https_the_cookie_is_bound_to_host_and_https(app: Starlette) -> None:
    form = {"content-type": "application/x-www-form-urlencoded", "origin": "https://localhost:8501"}
    body = f"ten=lan&mat-khau={RIGHT}".encode()
    answer = ask(app, "/login", form, method="POST", body=body, scheme="https")
    assert answer.cookies == ["__Host-cchc_session=new-3; Path=/; HttpOnly; SameSite=Lax; Secure"]
    plain = ask(app, "/", {"cookie": "cchc_session=new-3"}, scheme="https")
    bound = ask(app, "/", {"cookie": "__Host-cchc_session=new-3"}, scheme="https")
    assert (plain.status, bound.status) == (303, 200)


def test_signing_in_again_ends_the_session_before(app: Starlette, house: House) -> None:
    post(app, "/login", cookie("of-lan"), ten="chi", mat_khau=RIGHT)
    assert "of-lan" not in house.sessions


def test_who_is_signed_in_already_goes_on(app: Starlette) -> None:
    answer = ask(app, "/login?next=/cham", cookie("of-lan"))
    assert (answer.status, answer.headers["location"]) == (303, "/cham")


def test_unknown_accounts_and_wrong_passwords_get_the_same_answer(app: Starlette) -> None:
    wrong = post(app, "/login", ten="lan", mat_khau="sai")
    unknown = post(app, "/login", ten="ai-do", mat_khau="sai")
    assert (wrong.status, unknown.status) == (401, 401)
    assert WRONG in wrong.text
    assert wrong.text == unknown.text.replace("ai-do", "lan")
    assert wrong.cookies == []


def test_too_many_tries_say_when_to_come_again(app: Starlette, house: House) -> None:
    house.locked_for = 600
    answer = post(app, "/login", ten="lan", mat_khau=RIGHT)
    assert (answer.status, answer.headers["retry-after"]) == (429, "600")
    assert house.tries == [("lan", RIGHT, "10.0.0.7")]


def test_signing_out_ends_the_session(app: Starlette, house: House) -> None:
    answer = post(app, "/logout", cookie("of-lan"))
    assert (answer.status, answer.headers["location"]) == (303, "/login")
    assert answer.cookies == ["cchc_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"]
    assert ask(app, "/", cookie("of-lan")).status == 303
    assert "of-chi" in house.sessions


def test_a_link_cannot_sign_anybody_out(app: Starlette, house: House) -> None:
    assert "behind" in ask(app, "/logout", cookie("of-lan")).text
    assert "of-lan" in house.sessions


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("/linh-vuc", "/linh-vuc"),
        ("/linh-vuc?don-vi=PKT&thang=2026-03", "/linh-vuc?don-vi=PKT&thang=2026-03"),
        ("/đơn-vị", "/%C4%91%C6%A1n-v%E1%BB%8B"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/%5Cevil.example", "/%5Cevil.example"),
        ("\t//evil.example", "/"),
        ("/\r\nSet-Cookie: a=b", "/"),
        ("javascript:alert(1)", "/"),
        ("linh-vuc", "/"),
        ("", "/"),
        ("/login?next=/login", "/"),
        ("/logout", "/"),
    ],
)
def test_signing_in_leads_to_pages_here_only(app: Starlette, wanted: str, place: str) -> None:
    address = f"/login?next={quote(wanted, safe='')}"
    assert ask(app, address, cookie("of-lan")).headers["location"] == place
    assert post(app, address, ten="lan", mat_khau=RIGHT).headers["location"] == place


def test_what_was_typed_is_text_on_the_page(app: Starlette) -> None:
    name = '"><script>alert(1)</script>'
    for answer in (
        post(app, "/login", ten=name, mat_khau="sai"),
        ask(app, "/login?next=/x%22%3E%3Cscript%3E"),
        ask(app, "/bat-dau?ma=%22%3E%3Cscript%3E"),
        post(app, "/bat-dau?ma=x", ten=name, ho_ten=name, mat_khau_moi="a", nhac_lai="b"),
    ):
        assert "<script" not in answer.text
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_forms_must_be_small_and_forms(app: Starlette, house: House) -> None:
    assert post(app, "/login", ten="lan", mat_khau="x" * MAX_FORM_BYTES).status == 413
    json = {"content-type": "application/json", "origin": ORIGIN}
    assert ask(app, "/login", json, method="POST", body=b"{}").status == 413
    assert post(app, "/login", **{f"f{place}": "x" for place in range(50)}).status == 413
    assert house.tries == []


def test_an_empty_form_is_a_wrong_try(app: Starlette) -> None:
    assert post(app, "/login").status == 401


def test_a_given_password_must_be_changed_before_anything_else(app: Starlette) -> None:
    answer = post(app, "/login?next=/cham", ten="moi", mat_khau=RIGHT)
    assert answer.headers["location"] == "/doi-mat-khau?next=/cham"
    token = answer.cookies[0].partition("=")[2].partition(";")[0]
    fields = {"mat_khau_cu": RIGHT, "mat_khau_moi": "mật khẩu riêng", "nhac_lai": "mật khẩu riêng"}
    changed = post(app, "/doi-mat-khau?next=/cham", cookie(token), **fields)
    assert (changed.status, changed.headers["location"]) == (303, "/cham")
    assert ask(app, "/", cookie(token)).status == 200


@pytest.mark.parametrize(
    ("old", "again", "said"),
    [
        ("sai", "mật khẩu riêng", "Mật khẩu đang dùng không đúng."),
        (RIGHT, "mật khẩu khác", "Hai lần nhập mật khẩu mới không giống nhau."),
    ],
)
def test_a_password_that_is_not_changed_says_why(
    app: Starlette, old: str, again: str, said: str
) -> None:
    fields = {"mat_khau_cu": old, "mat_khau_moi": "mật khẩu riêng", "nhac_lai": again}
    answer = post(app, "/doi-mat-khau", cookie("of-lan"), **fields)
    assert (answer.status, said in answer.text, answer.cookies) == (422, True, [])


def test_only_who_is_signed_in_changes_a_password(app: Starlette, house: House) -> None:
    house.is_public = True
    answer = ask(app, "/doi-mat-khau")
    assert (answer.status, answer.headers["location"]) == (303, "/login?next=/doi-mat-khau")


def test_everybody_sees_the_own_sessions_and_ends_the_others(app: Starlette, house: House) -> None:
    house.sessions["of-lan-elsewhere"] = house.sessions["of-lan"]
    here, elsewhere = session_id("of-lan"), session_id("of-lan-elsewhere")
    page = ask(app, "/doi-mat-khau", cookie("of-lan")).text
    assert page.count("Máy 10.0.0.7, vào bằng mật khẩu") == 2
    assert "Phiên này" in page and f'value="{here}"' not in page
    assert "of-lan" not in page
    ended = post(app, "/ket-thuc-phien", cookie("of-lan"), phien=elsewhere)
    assert (ended.status, ended.headers["location"]) == (303, "/doi-mat-khau")
    assert "of-lan" in house.sessions and "of-lan-elsewhere" not in house.sessions


def test_nobody_ends_the_session_of_somebody_else(app: Starlette, house: House) -> None:
    answer = post(app, "/ket-thuc-phien", cookie("of-lan"), phien=session_id("of-chi"))
    assert (answer.status, "Không có phiên này." in answer.text) == (422, True)
    assert post(app, "/ket-thuc-phien", phien=session_id("of-chi")).status in (303, 401)
    foreign = cookie("of-chi", origin="https://evil.example")
    assert post(app, "/ket-thuc-phien", foreign, phien=session_id("of-chi")).status == 403
    ask(app, f"/ket-thuc-phien?phien={session_id('of-chi')}", cookie("of-chi"))
    assert len(house.sessions) == 3


def test_a_given_password_shows_no_sessions(app: Starlette) -> None:
    assert "phiên" not in ask(app, "/doi-mat-khau", cookie("of-moi")).text
    answer = post(app, "/ket-thuc-phien", cookie("of-moi"), phien=session_id("of-moi"))
    assert answer.status in (303, 403)


def test_the_one_time_link_makes_the_first_administrator(app: Starlette) -> None:
    assert ask(app, "/bat-dau").status == 404
    assert ask(app, "/bat-dau?ma=mot-lan").status == 200
    fields = {"ten": "quan-tri", "ho_ten": "Quản Trị", "mat_khau_moi": "x", "nhac_lai": "x"}
    refused = post(app, "/bat-dau?ma=khac", **fields)
    assert (refused.status, "Liên kết đã dùng hoặc hết hạn." in refused.text) == (422, True)
    answer = post(app, "/bat-dau?ma=mot-lan", **fields)
    assert (answer.status, answer.headers["location"], len(answer.cookies)) == (303, "/", 1)


def test_a_demonstration_shows_its_accounts_and_nothing_else_does(
    app: Starlette, house: House
) -> None:
    assert "Bản trình diễn" not in ask(app, "/login").text
    house.demonstrations = (Demonstration("lanh-dao", "Lãnh đạo", "k7mp-x2ha"),)
    assert "Bản trình diễn" not in ask(app, "/login").text
    text = ask(app, "/login", client="127.0.0.1").text
    assert "Bản trình diễn" in text
    assert "k7mp-x2ha" in text


def test_a_page_can_ask_who_it_belongs_to(app: Starlette) -> None:
    assert ask(app, "/api/me", cookie("of-lan")).text == '{"name":"lan","role":"officer"}'
    assert ask(app, "/api/me", {"x-cchc-user": "lan"}).status == 401
