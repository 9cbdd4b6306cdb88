"""Does what a button or a form asks for, and says what came of it."""

from collections.abc import Callable

import streamlit as st

from cchc_metrics.store.errors import StoreError
from cchc_metrics.ui import session
from cchc_metrics.ui.drawing import plain
from cchc_metrics.workflow.accounts import NotAllowed, NotChanged
from cchc_metrics.workflow.reasons import NotDone


def act(done: str, do: Callable[[], object]) -> None:
    """Do it, and say so on the next run; what is refused says why at once.

    A text that it answers with is a password that was made.
    """
    try:
        answer = do()
    except (NotAllowed, NotChanged, NotDone, StoreError) as problem:
        st.error(plain(str(problem)), icon=":material/block:")
        return
    session.announce(done, answer if isinstance(answer, str) else "")
    st.rerun()


def announcement() -> None:
    """What the last act has brought, a one-time password among it: shown once, then forgotten."""
    found = session.take_announcement()
    if found is None:
        return
    message, password = found
    if not password:
        st.success(plain(message), icon=":material/check_circle:")
        return
    with st.container(border=True):
        st.success(plain(message), icon=":material/check_circle:")
        st.write(
            "Mật khẩu tạm, **chỉ hiện một lần này**; giao tận tay người dùng. Lần đăng nhập đầu"
            " tiên phải đổi mật khẩu, chậm nhất trong 7 ngày."
        )
        st.code(password, language=None)
