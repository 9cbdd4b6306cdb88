"""Signing in at a provider: a real one on this machine, the gate over raw HTTP."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest
from joserfc.jwk import OctKey
from starlette.applications import Starlette

from cchc_metrics.access.oidc import START_SECONDS, Seal, Start
from cchc_metrics.access.oidc_settings import (
    DEFAULT_LABEL,
    Provider,
    WrongProvider,
    provider_from,
)
from tests.access.asgi import HOST, ORIGIN, Answer, ask, post
from tests.access.fake_door import NO_ACCOUNT, House, cookie, guarded
from tests.access.provider import CLIENT, EMAIL, SECRET, LocalProvider, new_key, running_provider

NO_ANSWER = "Chưa kết nối được với nơi đăng nhập bên ngoài."
NOT_CONFIRMED = "Lần đăng nhập này không hoàn tất hoặc đã quá hạn."
UNVERIFIED = "chưa xác nhận địa chỉ thư điện tử"
FORGOTTEN = "cchc_oidc=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"


@pytest.fixture(scope="module")
def started() -> Iterator[LocalProvider]:
    with running_provider() as running:
        yield running


@pytest.fixture
def provider(started: LocalProvider, monkeypatch: pytest.MonkeyPatch) -> LocalProvider:
    """The running one, telling the truth again."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    fresh = LocalProvider(started.issuer, started.key)
    for name, value in vars(fresh).items():
        setattr(started, name, value)
    return started


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def app(house: House, provider: LocalProvider) -> Starlette:
    return guarded(house, provider=provider.settings)


@dataclass
class Trip:
    """A browser on its way: its cookie, and where the provider sent it back to."""

    cookies: dict[str, str] = field(default_factory=dict)
    back: str = ""


def begin(app: Starlette, wanted: str = "/linh-vuc") -> tuple[Answer, str]:
    """Press the button; the answer, and the address at the provider."""
    answer = post(app, f"/oidc/bat-dau?next={quote(wanted, safe='')}")
    return answer, answer.headers.get("refresh", "").removeprefix("0; url=")


def gone(app: Starlette, wanted: str = "/linh-vuc") -> Trip:
    """Go to the provider, which sends back at once."""
    answer, address = begin(app, wanted)
    back = httpx.get(address).headers["location"]
    assert back.startswith(f"{ORIGIN}/oidc/tra-ve?")
    return Trip({"cookie": answer.cookies[0].partition(";")[0]}, back.removeprefix(ORIGIN))


def signed_in(app: Starlette, wanted: str = "/linh-vuc") -> Answer:
    trip = gone(app, wanted)
    return ask(app, trip.back, trip.cookies)


def is_refused(answer: Answer, said: str) -> bool:
    """Back on the sign-in page with a sentence, and nothing left of the try."""
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert 'name="mat-khau"' in answer.text
    return (answer.status, said in answer.text, answer.cookies) == (401, True, [FORGOTTEN])


def test_a_confirmed_address_opens_the_session_of_its_account(
    app: Starlette, house: House, provider: LocalProvider
) -> None:
    answer = signed_in(app, "/linh-vuc?thang=2026-03")
    assert (answer.status, answer.headers["location"]) == (303, "/linh-vuc?thang=2026-03")
    assert answer.cookies == ["cchc_session=new-3; Path=/; HttpOnly; SameSite=Lax", FORGOTTEN]
    assert house.tries == [(EMAIL, "", "10.0.0.7")]
    assert '["x-cchc-user","chi"]' in ask(app, "/", cookie("new-3")).text
    assert provider.exchanges[0]["redirect_uri"] == f"{ORIGIN}/oidc/tra-ve"


def test_the_sign_in_page_shows_the_button(app: Starlette) -> None:
    text = ask(app, "/login?next=/cham").text
    assert 'action="/oidc/bat-dau?next=%2Fcham"' in text
    assert "Đăng nhập bằng tài khoản thử" in text


def test_the_way_there_tells_the_provider_no_more_than_it_needs(app: Starlette) -> None:
    answer, address = begin(app)
    asked = parse_qs(urlsplit(address).query)
    assert set(asked) == {
        *("client_id", "response_type", "redirect_uri", "scope", "state", "nonce"),
        *("code_challenge", "code_challenge_method"),
    }
    sealed, rest = answer.cookies[0].split("; ", 1)
    assert rest == f"Path=/; HttpOnly; SameSite=Lax; Max-Age={START_SECONDS}"
    assert asked["state"][0] not in sealed and asked["nonce"][0] not in sealed
    assert len(sealed) < 4096
    assert answer.headers["content-security-policy"].count("form-action 'self';") == 1
    assert "<script" not in answer.text


def test_over_https_the_way_back_and_the_cookie_are_bound_to_it(app: Starlette) -> None:
    form = {"content-type": "application/x-www-form-urlencoded", "origin": f"https://{HOST}"}
    answer = ask(app, "/oidc/bat-dau", form, method="POST", scheme="https")
    assert answer.cookies[0].startswith("__Host-cchc_oidc=")
    assert answer.cookies[0].endswith("; Secure; Max-Age=600")
    address = answer.headers["refresh"].removeprefix("0; url=")
    back = httpx.get(address).headers["location"].removeprefix(f"https://{HOST}")
    sealed = {"cookie": answer.cookies[0].partition(";")[0]}
    assert ask(app, back, sealed, scheme="https").cookies[0].startswith("__Host-cchc_session=")


def test_signing_in_ends_the_session_before(app: Starlette, house: House) -> None:
    trip = gone(app)
    trip.cookies["cookie"] += "; cchc_session=of-lan"
    assert ask(app, trip.back, trip.cookies).status == 303
    assert "of-lan" not in house.sessions


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "/oidc/tra-ve", "/login", "x"],
)
def test_signing_in_leads_to_pages_here_only(app: Starlette, wanted: str) -> None:
    assert signed_in(app, wanted).headers["location"] == "/"


def test_an_address_too_long_for_a_cookie_is_left_out(app: Starlette) -> None:
    assert signed_in(app, "/" + "x" * 2000).headers["location"] == "/"


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "khác"},
        {"nonce": None},
        {"aud": "another-client"},
        {"aud": None},
        {"aud": [CLIENT, "another-client"]},
        {"azp": "another-client"},
        {"iss": "https://evil.example"},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"iat": 4_000_000_000},
        {"sub": None},
        {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    ],
    ids=str,
)
def test_an_identity_for_somebody_else_or_another_time_is_refused(
    app: Starlette, house: House, provider: LocalProvider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    assert is_refused(signed_in(app), NOT_CONFIRMED)
    assert house.tries == []


def test_an_identity_signed_with_another_key_is_refused(
    app: Starlette, house: House, provider: LocalProvider
) -> None:
    provider.signing_key = new_key()
    assert is_refused(signed_in(app), NOT_CONFIRMED)
    assert house.tries == []


def test_an_identity_signed_with_the_shared_secret_is_refused(
    app: Starlette, house: House, provider: LocalProvider
) -> None:
    provider.algorithm = "HS256"
    provider.signing_key = OctKey.generate_key(256)  # type: ignore[assignment]
    assert is_refused(signed_in(app), NOT_CONFIRMED)
    assert house.tries == []


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_only_verified_addresses_count(
    app: Starlette, house: House, provider: LocalProvider, verified: object
) -> None:
    provider.claims = {"email_verified": verified}
    assert is_refused(signed_in(app), UNVERIFIED)
    assert house.tries == []


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"sub": "số 7", "email": EMAIL, "email_verified": True}, None),
        ({"sub": "số 7", "email": EMAIL}, UNVERIFIED),
        ({"sub": "số 7"}, UNVERIFIED),
        ({"sub": "số 8", "email": EMAIL, "email_verified": True}, NOT_CONFIRMED),
    ],
)
def test_the_address_may_be_told_apart_from_the_identity(
    app: Starlette, provider: LocalProvider, told: dict[str, Any], said: str | None
) -> None:
    provider.claims = {"email": None, "email_verified": None}
    provider.told = told
    answer = signed_in(app)
    assert answer.status == 303 if said is None else is_refused(answer, said)


@pytest.mark.parametrize("ticket", [None, 7, "vé"])
def test_an_answer_without_usable_tokens_is_refused(
    app: Starlette, provider: LocalProvider, ticket: object
) -> None:
    provider.ticket = ticket
    assert is_refused(signed_in(app), NOT_CONFIRMED)


def test_an_unknown_address_is_refused_and_makes_no_account(
    app: Starlette, house: House, provider: LocalProvider
) -> None:
    provider.claims = {"email": "ai-do@laichau.gov.vn"}
    before = dict(house.sessions)
    assert is_refused(signed_in(app), NO_ACCOUNT)
    assert house.sessions == before


def test_who_says_no_at_the_provider_is_told_so(app: Starlette, provider: LocalProvider) -> None:
    provider.refuses = True
    assert is_refused(signed_in(app), NOT_CONFIRMED)


@pytest.mark.parametrize(
    ("given", "instead"), [("state", "khac"), ("state", ""), ("iss", "https%3A%2F%2Fevil.example")]
)
def test_who_comes_back_with_something_else_is_refused(
    app: Starlette, provider: LocalProvider, given: str, instead: str
) -> None:
    trip = gone(app)
    parts = [
        f"{given}={instead}" if part.startswith(f"{given}=") else part
        for part in trip.back.partition("?")[2].split("&")
    ]
    assert is_refused(ask(app, f"/oidc/tra-ve?{'&'.join(parts)}", trip.cookies), NOT_CONFIRMED)
    assert provider.exchanges == []


def test_a_way_back_belongs_to_the_browser_that_went(
    app: Starlette, provider: LocalProvider
) -> None:
    mine, theirs = gone(app), gone(app)
    for headers in (
        {},
        theirs.cookies,
        {"cookie": "cchc_oidc=x"},
        {"cookie": "cchc_oidc=a.b.c.d.e"},
    ):
        assert is_refused(ask(app, mine.back, headers), NOT_CONFIRMED)
    renamed = {**mine.cookies, "host": "127.0.0.1:8501"}
    assert is_refused(ask(app, mine.back, renamed), NOT_CONFIRMED)
    assert provider.exchanges == []


def test_a_code_of_another_start_is_refused(app: Starlette, house: House) -> None:
    mine, theirs = gone(app), gone(app)
    code = parse_qs(urlsplit(theirs.back).query)["code"][0]
    state = parse_qs(urlsplit(mine.back).query)["state"][0]
    answer = ask(app, f"/oidc/tra-ve?state={state}&code={code}", mine.cookies)
    assert is_refused(answer, NOT_CONFIRMED)
    assert house.tries == []


def test_a_way_back_is_good_once(app: Starlette) -> None:
    trip = gone(app)
    assert ask(app, trip.back, trip.cookies).status == 303
    assert is_refused(ask(app, trip.back, trip.cookies), NOT_CONFIRMED)


def test_a_start_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    seal, start = Seal(), Start("/", f"{ORIGIN}/oidc/tra-ve")
    assert seal.open(seal.close(start)) == start
    assert Seal().open(seal.close(start)) is None
    assert seal.open(seal.close(replace(start, ends_at=time.time() - 1))) is None


def test_the_secret_may_be_asked_for_in_the_form(app: Starlette, provider: LocalProvider) -> None:
    provider.described = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert signed_in(app).status == 303
    assert provider.exchanges[0]["client_secret"] == SECRET


@pytest.mark.parametrize(
    "described",
    [
        {"issuer": "https://evil.example"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": None},
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
    ],
    ids=str,
)
def test_a_provider_that_describes_itself_wrongly_is_not_used(
    app: Starlette, provider: LocalProvider, described: dict[str, Any]
) -> None:
    provider.described = described
    answer, address = begin(app)
    assert (answer.status, NO_ANSWER in answer.text, address) == (401, True, "")


def test_a_provider_that_is_down_is_told_in_a_sentence(house: House) -> None:
    with running_provider() as provider:
        app = guarded(house, provider=provider.settings)
        trip = gone(app)
    assert is_refused(ask(app, trip.back, trip.cookies), NO_ANSWER)
    answer, address = begin(app)
    assert (answer.status, NO_ANSWER in answer.text, address) == (401, True, "")
    assert answer.cookies == []


def test_only_our_own_page_begins(app: Starlette) -> None:
    foreign = {"origin": "https://evil.example"}
    assert post(app, "/oidc/bat-dau", foreign).status == 403
    assert ask(app, "/oidc/bat-dau").headers["location"].startswith("/login")
    assert post(app, "/oidc/tra-ve").status == 401


def test_without_a_provider_nothing_of_it_is_there(house: House) -> None:
    app = guarded(house)
    assert "oidc" not in ask(app, "/login").text
    for answer in (post(app, "/oidc/bat-dau"), ask(app, "/oidc/tra-ve?code=a&state=b")):
        assert answer.status in (303, 401)
        assert "behind" not in answer.text
    assert ask(app, "/oidc/tra-ve").headers["location"] == "/login?next=%2Foidc%2Ftra-ve"


# --- Settings -----------------------------------------------------------------------------------

FULL = {
    "CCHC_OIDC_ISSUER": "https://dangnhap.laichau.gov.vn/realms/tinh",
    "CCHC_OIDC_CLIENT_ID": "cchc",
    "CCHC_OIDC_CLIENT_SECRET": "kín",
}


def test_no_settings_mean_no_provider() -> None:
    assert provider_from({}) is None
    assert provider_from(dict.fromkeys(FULL, " ")) is None
    assert provider_from({"CCHC_OIDC_LABEL": "Đăng nhập VNeID"}) is None


def test_settings_name_the_provider() -> None:
    issuer, client, secret = FULL.values()
    assert provider_from(FULL) == Provider(issuer, client, secret, DEFAULT_LABEL)
    named = provider_from(FULL | {"CCHC_OIDC_LABEL": "Đăng nhập VNeID"})
    assert named is not None and named.label == "Đăng nhập VNeID"
    assert secret not in repr(named)


@pytest.mark.parametrize("missing", FULL)
def test_half_a_setting_names_what_is_missing(missing: str) -> None:
    with pytest.raises(WrongProvider, match=f"còn thiếu biến {missing}\\."):
        provider_from({name: value for name, value in FULL.items() if name != missing})


@pytest.mark.parametrize(
    "issuer",
    [
        "http://dangnhap.laichau.gov.vn",
        "dangnhap.laichau.gov.vn",
        "https://",
        "https://ai:gi@dangnhap.laichau.gov.vn",
        "https://dangnhap.laichau.gov.vn/?a=b",
        "https://dangnhap.laichau.gov.vn:cong",
        "https://đăng-nhập.vn",
        "https://dang nhap.vn",
    ],
)
def test_an_issuer_must_be_reached_safely(issuer: str) -> None:
    with pytest.raises(WrongProvider, match="phải là địa chỉ https"):
        provider_from(FULL | {"CCHC_OIDC_ISSUER": issuer})
