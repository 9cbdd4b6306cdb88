"""OpenID Connect: sends a browser to the provider and learns which e-mail address it confirms.

Authorization code flow with PKCE. What the provider says of itself is asked anew at every sign-in,
so that a change of its keys needs no restart here.
"""

import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import quote

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwe, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OctKey

from cchc_metrics.access.oidc_settings import Provider, is_trusted_address

# How long a person may take at the provider.
START_SECONDS = 600
_ANSWER_SECONDS = 10
# Clocks of two machines differ a little.
_LEEWAY_SECONDS = 60
# Signed with a key that the provider alone has: neither `none` nor the client's shared secret.
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_SEALED = {"alg": "dir", "enc": "A256GCM"}


class NoAnswer(Exception):
    """The provider cannot be reached or says nothing that could be used."""


class NotConfirmed(Exception):
    """What came back proves nobody's e-mail address."""


class UnverifiedEmail(NotConfirmed):
    """The provider knows the person, but has not made sure of the e-mail address."""


@dataclass(frozen=True)
class Start:
    """What a browser that has gone to the provider must come back with."""

    wanted: str  # the page to show after signing in
    redirect_uri: str
    state: str = field(default_factory=secrets.token_urlsafe)
    nonce: str = field(default_factory=secrets.token_urlsafe)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    ends_at: float = field(default_factory=lambda: time.time() + START_SECONDS)


class Seal:
    """Makes a start unreadable, to be kept by its own browser; opens while the server runs."""

    def __init__(self) -> None:
        self._key = OctKey.generate_key(256)

    def close(self, start: Start) -> str:
        return jwe.encrypt_compact(_SEALED, json.dumps(asdict(start)), self._key)

    def open(self, sealed: str) -> Start | None:
        """The start; None for one that was not sealed here or is too old."""
        try:
            content = jwe.decrypt_compact(sealed, self._key).plaintext
        except (JoseError, ValueError):
            return None
        start = Start(**json.loads(content or b"{}"))
        return start if time.time() < start.ends_at else None


class Client:
    """Asks the provider. Its functions wait for answers, so they run in threads."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider

    def address_to_sign_in(self, start: Start) -> str:
        """Where the provider asks people who they are. Raise NoAnswer."""
        with _http() as http:
            endpoint = self._described(http)["authorization_endpoint"]
        address: str = prepare_grant_uri(
            endpoint,
            self._provider.client_id,
            "code",
            start.redirect_uri,
            "openid email",
            start.state,
            nonce=start.nonce,
            code_challenge=create_s256_code_challenge(start.verifier),
            code_challenge_method="S256",
        )
        return address

    def confirmed_email(self, start: Start, code: str) -> str:
        """Whose e-mail address a code of the provider confirms. Raise NoAnswer, NotConfirmed."""
        with _http() as http:
            described = self._described(http)
            tokens = self._tokens(http, described, start, code)
            keys = _json(http.get(_address(described, "jwks_uri")))
            claims = self._checked(tokens, keys, start.nonce)
            if "email" not in claims:
                claims = _asked_for(http, described, tokens, claims)
        email = claims.get("email")
        if claims.get("email_verified") is not True or not isinstance(email, str) or not email:
            raise UnverifiedEmail
        return email

    def is_issuer(self, named: str) -> bool:
        return named.rstrip("/") == self._provider.issuer.rstrip("/")

    def _described(self, http: httpx.Client) -> dict[str, Any]:
        """The provider's description of itself, of which it must say that it is its own."""
        place = f"{self._provider.issuer.rstrip('/')}/.well-known/openid-configuration"
        described = _json(http.get(place))
        if not self.is_issuer(str(described.get("issuer"))):
            raise NoAnswer(f"{place} describes another issuer")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            _address(described, name)
        return described

    def _tokens(
        self, http: httpx.Client, described: dict[str, Any], start: Start, code: str
    ) -> dict[str, Any]:
        """Exchange the code; only who has begun knows the verifier."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": start.redirect_uri,
            "code_verifier": start.verifier,
        }
        client, secret = self._provider.client_id, self._provider.client_secret
        methods = described.get("token_endpoint_auth_methods_supported")
        auth = httpx.Auth()  # nothing beside the form
        if isinstance(methods, list) and "client_secret_basic" not in methods:
            form |= {"client_id": client, "client_secret": secret}
        else:
            auth = httpx.BasicAuth(quote(client, safe=""), quote(secret, safe=""))
        answer = http.post(_address(described, "token_endpoint"), data=form, auth=auth)
        if httpx.codes.is_client_error(answer.status_code):
            raise NotConfirmed(f"the code was refused with {answer.status_code}")
        tokens = _json(answer)
        for name in ("id_token", "access_token"):
            if not isinstance(tokens.get(name), str) or not tokens[name].isascii():
                raise NotConfirmed(f"there is no usable {name}")
        return tokens

    def _checked(self, tokens: dict[str, Any], keys: dict[str, Any], nonce: str) -> dict[str, Any]:
        """The claims of an identity that was signed by the provider, for us, for this start."""
        issuer, client = self._provider.issuer, self._provider.client_id
        issuers = [issuer.rstrip("/"), f"{issuer.rstrip('/')}/"]
        options = {
            "iss": {"essential": True, "values": issuers},
            "aud": {"essential": True, "value": client},
        }
        known = {"nonce": nonce, "client_id": client, "access_token": tokens["access_token"]}
        try:
            key_set = KeySet.import_key_set(keys)  # type: ignore[arg-type]
            token = jwt.decode(tokens["id_token"], key_set, algorithms=_ALGORITHMS)
            claims = CodeIDToken(token.claims, token.header, options, known)
            claims.validate(leeway=_LEEWAY_SECONDS)
        except (JoseError, ValueError, TypeError, KeyError) as problem:
            raise NotConfirmed(f"the identity does not hold: {problem!r}") from problem
        return dict(claims)


def _asked_for(
    http: httpx.Client, described: dict[str, Any], tokens: dict[str, Any], claims: dict[str, Any]
) -> dict[str, Any]:
    """What the provider tells of the same person where the identity leaves the e-mail out."""
    if "userinfo_endpoint" not in described:
        raise UnverifiedEmail
    bearer = {"authorization": f"Bearer {tokens['access_token']}"}
    told = _json(http.get(_address(described, "userinfo_endpoint"), headers=bearer))
    if told.get("sub") != claims["sub"]:
        raise NotConfirmed("the e-mail address belongs to somebody else")
    return told


@contextmanager
def _http() -> Iterator[httpx.Client]:
    try:
        with httpx.Client(timeout=_ANSWER_SECONDS) as http:
            yield http
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        raise NoAnswer(repr(problem)) from problem


def _address(described: dict[str, Any], name: str) -> str:
    address = described.get(name)
    if not isinstance(address, str) or not is_trusted_address(address):
        raise NoAnswer(f"the provider names no usable {name}")
    return address


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        content = answer.json() if answer.is_success else None
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise NoAnswer(f"{answer.url.host} answered {answer.status_code} without an object")
    return content
