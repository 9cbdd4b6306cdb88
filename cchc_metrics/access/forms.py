"""Small forms in, plain pages out: what the desks before the dashboard share."""

from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from cchc_metrics.access.cookies import keeping, session_token
from cchc_metrics.access.door import Denied, Opened
from cchc_metrics.access.gate import is_over_https
from cchc_metrics.access.headers import SIGN_IN_POLICY

MAX_FORM_BYTES = 4096
_FORM_TYPE = "application/x-www-form-urlencoded"


def token_of(request: Request) -> str | None:
    """The token of the session's cookie."""
    return session_token(request.cookies, is_over_https(request.scope))


async def form_of(request: Request) -> dict[str, str] | None:
    """The fields of a small form; None where it is not one."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != _FORM_TYPE:
        return None
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_FORM_BYTES:
            return None
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=20)
    except ValueError:
        return None
    return {name: values[0] for name, values in fields.items()}


def signed_in(request: Request, opened: Opened, address: str) -> Response:
    """Give a browser its session, and lead on."""
    answer = RedirectResponse(address, 303)
    answer.headers["set-cookie"] = keeping(opened.token, is_over_https(request.scope))
    return answer


def refusal(page: str, denied: Denied, status: int = 422) -> Response:
    """A page that says why not; where waiting helps, for how long."""
    if denied.retry_after is None:
        return html(page, status)
    answer = html(page, 429)
    answer.headers["retry-after"] = str(denied.retry_after)
    return answer


def html(page: str, status: int = 200) -> Response:
    return HTMLResponse(page, status, headers={"content-security-policy": SIGN_IN_POLICY})


def too_large() -> Response:
    return Response("Biểu mẫu không hợp lệ hoặc quá lớn.", 413, media_type="text/plain")


def client_address(request: Request) -> str:
    return request.client.host if request.client else ""
