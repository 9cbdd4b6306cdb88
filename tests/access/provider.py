"""A sign-in provider on a free port of this machine, which knows one person and asks nothing."""

import base64
import hashlib
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from cchc_metrics.access.oidc_settings import Provider

CLIENT, SECRET = "cchc mù cả", "bí mật: 1/2"
EMAIL = "chi@laichau.gov.vn"


def new_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)


@dataclass
class LocalProvider:
    """What it says; a test may change each of these."""

    issuer: str
    key: RSAKey = field(default_factory=new_key)
    signing_key: RSAKey | None = None  # another than the one it publishes
    algorithm: str = "RS256"
    described: dict[str, Any] = field(default_factory=dict)  # instead of what is true
    claims: dict[str, Any] = field(default_factory=dict)  # instead of what is true
    told: dict[str, Any] = field(default_factory=dict)  # by the userinfo endpoint
    ticket: object = "ticket"
    refuses: bool = False  # the person says no
    # What each code that was given out belongs to; each is good for one exchange.
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    exchanges: list[dict[str, str]] = field(default_factory=list)

    @property
    def settings(self) -> Provider:
        return Provider(self.issuer, CLIENT, SECRET, "Đăng nhập bằng tài khoản thử")

    @property
    def environment(self) -> dict[str, str]:
        return {
            "CCHC_OIDC_ISSUER": self.issuer,
            "CCHC_OIDC_CLIENT_ID": CLIENT,
            "CCHC_OIDC_CLIENT_SECRET": SECRET,
        }

    def application(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._describe),
                Route("/keys", self._keys),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/userinfo", self._userinfo),
            ]
        )

    async def _describe(self, _request: Request) -> Response:
        true = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
        }
        return JSONResponse(true | self.described)

    async def _keys(self, _request: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert asked["code_challenge_method"] == "S256"
        assert set(asked["scope"].split()) == {"openid", "email"}
        answer = {"state": asked["state"], "iss": self.issuer}
        if self.refuses:
            answer["error"] = "access_denied"
        else:
            answer["code"] = secrets.token_urlsafe()
            self.codes[answer["code"]] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(answer)}", 302)

    async def _token(self, request: Request) -> Response:
        form = {
            name: values[0] for name, values in parse_qs((await request.body()).decode()).items()
        }
        self.exchanges.append(form)
        asked = self.codes.pop(form["code"], None)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        is_right = asked is not None and (
            (challenge, form["redirect_uri"]) == (asked["code_challenge"], asked["redirect_uri"])
        )
        if asked is None or not is_right or not self._is_client(request, form):
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse(
            {"access_token": self.ticket, "token_type": "Bearer", "id_token": self._identity(asked)}
        )

    def _is_client(self, request: Request, form: dict[str, str]) -> bool:
        if "client_secret" in form:
            return (form["client_id"], form["client_secret"]) == (CLIENT, SECRET)
        sent = request.headers.get("authorization", "").removeprefix("Basic ")
        pair = parse_qs("&".join(f"v={v}" for v in base64.b64decode(sent).decode().split(":")))
        return pair["v"] == [CLIENT, SECRET]

    def _identity(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        true = {
            "iss": self.issuer,
            "sub": "số 7",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "email": EMAIL,
            "email_verified": True,
        }
        said = {name: value for name, value in (true | self.claims).items() if value is not None}
        key = self.signing_key or self.key
        return jwt.encode({"alg": self.algorithm, "kid": self.key.kid}, said, key)

    async def _userinfo(self, request: Request) -> Response:
        assert request.headers["authorization"].startswith("Bearer ")
        return JSONResponse(self.told)


@contextmanager
def running_provider() -> Iterator[LocalProvider]:
    """A provider that answers as long as a test needs it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        provider = LocalProvider(f"http://127.0.0.1:{listening.getsockname()[1]}")
        settings = uvicorn.Config(
            provider.application(), ws="none", lifespan="off", log_config=None, log_level="error"
        )
        server = uvicorn.Server(settings)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield provider
        finally:
            server.should_exit = True
            thread.join()
