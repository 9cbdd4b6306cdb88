"""All session state: who sends, and the files that were read and wait for confirmation."""

from hashlib import sha256

import streamlit as st

from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workflow.uploads import Upload

SENDER_KEY = "nguoi-gui"
_READ = "read-uploads"
_SAVED = "saved-uploads"


def sender() -> str:
    return str(st.session_state.get(SENDER_KEY, ""))


def upload_key(content: bytes, expected: Expected, record_version: int) -> str:
    """Names what was read: the same bytes for the same choice against the same record."""
    return f"{sha256(content).hexdigest()} {expected.department} {expected.month} {record_version}"


def read_upload(key: str) -> Upload | None:
    found: Upload | None = st.session_state.setdefault(_READ, {}).get(key)
    return found


def keep_upload(key: str, upload: Upload) -> None:
    st.session_state.setdefault(_READ, {})[key] = upload


def forget_uploads(keep: set[str]) -> None:
    """Drop what is known of the files that are no longer on the page.

    A file that comes back is judged anew: something else may have been saved since.
    """
    kept = st.session_state.setdefault(_READ, {})
    st.session_state[_READ] = {key: value for key, value in kept.items() if key in keep}
    saved = st.session_state.setdefault(_SAVED, {})
    shas = {key.split()[0] for key in keep}
    st.session_state[_SAVED] = {sha: value for sha, value in saved.items() if sha in shas}


def say_saved(sha: str, message: str) -> None:
    """Remember what was saved, to be shown beside the file until it leaves the page."""
    st.session_state.setdefault(_SAVED, {})[sha] = message


def saved_message(sha: str) -> str:
    return str(st.session_state.setdefault(_SAVED, {}).get(sha, ""))
