"""What a reader is told when something fails: a plain sentence, and for our own faults a code.

The traceback goes to the log under the same code; it never reaches the screen.
"""

import logging
import secrets
from urllib.parse import unquote

import streamlit as st

_log = logging.getLogger(__name__)


def tell_error(error: Exception) -> bool:
    """Show an error of a page; True says that Streamlit need not show it again."""
    # Loaded with the pages: the server answers before it has loaded them.
    from cchc_metrics.ui.drawing import plain
    from cchc_metrics.workflow.explained import EXPLAINED

    if isinstance(error, EXPLAINED):
        lines = (plain(line) for line in str(error).splitlines())
        st.error("\n\n".join(lines), icon=":material/warning:")
        return True
    code = secrets.token_hex(4)
    # As the gate has named him: the record may be what has failed.
    account = unquote(str(st.user.get("username", "")))
    marks = {"code": code, "account": account}
    _log.error("Fault %s on a page", code, exc_info=error, extra=marks)
    st.error(
        "Hệ thống gặp lỗi ngoài dự kiến khi hiển thị trang này. Số liệu đã lưu không bị ảnh hưởng."
        f" Tải lại trang; nếu vẫn lỗi, báo quản trị viên mã **{code}**.",
        icon=":material/warning:",
    )
    return True
