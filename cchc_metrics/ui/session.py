"""Who is at the page, and what is remembered from one run to the next.

The gate has let the visitor in already. Pages ask again on every run, because a browser's
connection outlives a session, and because a page must not open where the gate is missing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any, NoReturn, TypeVar
from urllib.parse import quote, urlsplit

import streamlit as st

from cchc_metrics.access.cookies import session_token
from cchc_metrics.access.roles import PUBLIC, Permission, Visitor
from cchc_metrics.ui import opened
from cchc_metrics.workflow import permissions
from cchc_metrics.workflow.accounts import visitor_of
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import NotAllowed, office_for

_OWNER = "owner"
_ANNOUNCED = "announced"
_VISITOR = "visitor"
# What this run has looked up already; None outside of `one_look`.
_seen: ContextVar[dict[str, Any] | None] = ContextVar("seen", default=None)

Found = TypeVar("Found")


@contextmanager
def one_look(visitor: Visitor | None = None) -> Iterator[None]:
    """Within it, who is asking and how the record stands are looked up once.

    So everything that one run draws is of one moment, and each part of a page need not ask again.
    What a button starts runs before, and asks for itself. A `visitor` is given where there is no
    page that somebody is looking at.
    """
    token = _seen.set({} if visitor is None else {_VISITOR: visitor})
    try:
        yield
    finally:
        _seen.reset(token)


def visitor() -> Visitor:
    """Who is asking, looked up anew in each run; the public where no living session stands behind.

    A page's cookies are those of its connection's beginning: ending the session ends it all the
    same, because it is looked up in the record. Tests put a visitor of their own in this place.
    """
    return _once(_VISITOR, _look_up_visitor)


def moment() -> tuple[int, date]:
    """The record's version and the day: what was computed at both still holds."""
    opened = office()
    return _once("moment", lambda: (opened.record_version, opened.today()))


def _once(what: str, look_up: Callable[[], Found]) -> Found:
    seen = _seen.get()
    if seen is None:
        return look_up()
    if what not in seen:
        seen[what] = look_up()
    found: Found = seen[what]
    return found


def _look_up_visitor() -> Visitor:
    cookies = st.context.cookies
    token = session_token(cookies, over_https=True) or session_token(cookies, over_https=False)
    if token is None:
        return PUBLIC
    # That somebody is there, the gate has noted.
    found = visitor_of(opened.office(), token, Office.real_now(), is_activity=False)
    return found or PUBLIC


def office() -> Office:
    """The plan and the record, for who may look; raise NotAllowed for others."""
    return _once("office", lambda: office_for(opened.office(), visitor()))


def require(permission: Permission) -> Visitor:
    """The visitor, where he may do this; else say why not and end the page.

    It stands first in every page, for Streamlit may open a page without the frame around it.
    """
    found = visitor()
    try:
        office_for(opened.office(), found)
        permissions.require(found, permission)
    except NotAllowed as problem:
        _refuse(str(problem), is_signed_in=bool(found.name))
    return found


def keep_apart(found: Visitor) -> None:
    """Forget what another account left behind in this browser."""
    if st.session_state.setdefault(_OWNER, found.name) != found.name:
        st.session_state.clear()
        st.session_state[_OWNER] = found.name


def link(address: str, text: str) -> str:
    """A link to a page of the gate, which leads back to this one."""
    parts = urlsplit(str(st.context.url or "/"))
    here = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return f'<a href="{address}?next={quote(here, safe="")}" target="_self">{text}</a>'


def _refuse(why: str, is_signed_in: bool) -> NoReturn:
    st.title("Không xem được trang này" if is_signed_in else "Cần đăng nhập", anchor=False)
    st.error(why, icon=":material/lock:")
    if not is_signed_in:
        st.session_state.clear()
        st.html(link("/login", "Đăng nhập"))
    st.stop()


def announce(message: str, password: str) -> None:
    """Remember what was done, and a password that was made, for the next run alone."""
    st.session_state[_ANNOUNCED] = (message, password)


def take_announcement() -> tuple[str, str] | None:
    found: tuple[str, str] | None = st.session_state.pop(_ANNOUNCED, None)
    return found
