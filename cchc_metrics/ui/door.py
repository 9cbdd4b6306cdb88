"""Joins the gate with the accounts of the record: what the gate asks, the workflow answers."""

import os
from collections.abc import Sequence

from cchc_metrics.access.door import Demonstration, Denied, Door, Opened
from cchc_metrics.access.oidc_settings import Provider, WrongProvider, provider_from
from cchc_metrics.access.open_sessions import SessionEntry
from cchc_metrics.access.roles import PUBLIC, Visitor
from cchc_metrics.ui import opened
from cchc_metrics.workflow import accounts
from cchc_metrics.workflow.accounts import NotAllowed, NotChanged, Refused, SignedIn


def door() -> Door:
    """The door of the server's record, which is opened when somebody first knocks."""
    return Door(
        look_up=_look_up,
        glance=glance,
        stranger=stranger,
        sign_in=_sign_in,
        sign_in_with_email=_sign_in_with_email,
        sign_out=_sign_out,
        change_password=_change_password,
        own_sessions=_own_sessions,
        end_own_session=_end_own_session,
        make_first_admin=_make_first_admin,
        demonstrations=_demonstrations,
        agency=lambda: opened.office().plan.commune.agency,
        is_healthy=lambda: opened.office().is_healthy,
    )


def provider() -> Provider | None:
    """Who else may say who somebody is. A wrong setting lets nobody in: the record stays shut."""
    try:
        return provider_from(os.environ)
    except WrongProvider:
        return None


def glance(token: str) -> Visitor | None:
    """Whose session a token opens, without keeping it awake."""
    office = opened.office()
    return accounts.visitor_of(office, token, office.real_now(), is_activity=False)


def stranger() -> Visitor | None:
    """Who comes without a session: the public where the board is open to it, else nobody."""
    return PUBLIC if accounts.is_public_board(opened.office()) else None


def _look_up(token: str) -> Visitor | None:
    office = opened.office()
    return accounts.visitor_of(office, token, office.real_now())


def _sign_in(name: str, password: str, address: str) -> Opened | Denied:
    office = opened.office()
    return _said(accounts.sign_in(office, name, password, address, office.real_now()))


def _sign_in_with_email(email: str, address: str) -> Opened | Denied:
    office = opened.office()
    return _said(accounts.sign_in_with_email(office, email, address, office.real_now()))


def _sign_out(token: str) -> None:
    office = opened.office()
    accounts.sign_out(office, token, office.real_now())


def _change_password(visitor: Visitor, token: str, old: str, new: str) -> Denied | None:
    office = opened.office()
    try:
        accounts.change_own_password(office, visitor, old, new, office.real_now(), keep=token)
    except (NotAllowed, NotChanged) as problem:
        return Denied(str(problem))
    return None


def _own_sessions(visitor: Visitor, token: str) -> Sequence[SessionEntry]:
    office = opened.office()
    return accounts.open_sessions(office, visitor, office.real_now(), visitor.name, here=token)


def _end_own_session(visitor: Visitor, wanted: str) -> Denied | None:
    office = opened.office()
    try:
        accounts.end_one_session(office, visitor, wanted, office.real_now())
    except (NotAllowed, NotChanged) as problem:
        return Denied(str(problem))
    return None


def _make_first_admin(token: str, name: str, display_name: str, password: str) -> Opened | Denied:
    office = opened.office()
    return _said(
        accounts.make_first_admin(office, token, name, display_name, password, office.real_now())
    )


def _demonstrations() -> tuple[Demonstration, ...]:
    return tuple(
        Demonstration(made.name, made.role.label, made.password) for made in opened.demo_accounts()
    )


def _said(answer: SignedIn | Refused) -> Opened | Denied:
    if isinstance(answer, Refused):
        return Denied(answer.message, answer.retry_after)
    return Opened(answer.token, answer.visitor.must_change_password)
