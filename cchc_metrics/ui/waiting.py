"""Files on the page for handing in, from reading to saving: their bytes are kept here alone.

Streamlit would hold an uploaded file in memory as long as it stands on the page. Its copy is let go
as soon as the bytes are here; they go from here when the file is saved, cannot be read, or leaves
the page. How much may wait at once is bounded.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workbooks.foreign.answers import Answers
from cchc_metrics.workflow.checking import NO_ANSWERS
from cchc_metrics.workflow.uploads import Upload

MOST_FILES, MOST_BYTES = 20, 20 << 20
_FILES, _EMPTIED = "waiting-files", "uploader-emptied"
_TOO_MANY = (
    f"Chưa nhận tệp này: mỗi lần chỉ giữ được {MOST_FILES} tệp, tổng cộng {MOST_BYTES >> 20} MB,"
    " chờ lưu. Lưu hoặc bỏ bớt các tệp khác rồi tải lại tệp này."
)


@dataclass
class WaitingFile:
    """A file on the page. It has its bytes only while it may still be saved.

    `upload` is what was read for a choice on the page, `expected`, at a version of the record, with
    the officer's `answers`; `judged` counts how often. `problem` says why the last
    try to save it failed.
    """

    id: str
    name: str
    content: bytes
    upload: Upload | None = None
    expected: Expected | None = None
    version: int = 0
    judged: int = 0
    answers: Answers = NO_ANSWERS
    problem: str = ""
    refused: str = ""
    saved: str = ""

    @property
    def is_waiting(self) -> bool:
        return not self.refused and not self.saved

    def is_judged_for(self, expected: Expected, version: int) -> bool:
        return (self.expected, self.version) == (expected, version)

    def answer(self, answers: Answers) -> None:
        """Something was said of the file, or a cell put right: it is read anew with that."""
        self.answers, self.expected, self.problem = answers, None, ""

    def end(self, *, refused: str = "", saved: str = "") -> None:
        """Keep only the sentence on what has become of the file."""
        self.refused, self.saved = refused, saved
        self.content, self.upload = b"", None


def uploader_key() -> str:
    """The key of the uploader; another one empties it."""
    return f"tep-{st.session_state.setdefault(_EMPTIED, 0)}"


def take_in() -> list[WaitingFile]:
    """What stands in the uploader; the bytes of new files move here."""
    known, files = _kept(), dict[str, WaitingFile]()
    for each in st.session_state.get(uploader_key()) or ():
        if each.file_id in known:
            files[each.file_id] = known[each.file_id]
        elif isinstance(each, UploadedFile):
            files[each.file_id] = _moved(each, files.values())
    st.session_state[_FILES] = files
    return list(files.values())


def find(file_id: str) -> WaitingFile | None:
    return _kept().get(file_id)


def forget() -> None:
    """Take every file off the page."""
    st.session_state[_FILES] = {}
    st.session_state[_EMPTIED] = st.session_state.get(_EMPTIED, 0) + 1


def forget_entries(file: WaitingFile) -> None:
    """What stands typed and chosen beside a file: its pieces have its id in their keys."""
    for key in [key for key in st.session_state if f"-{file.id}-" in str(key)]:
        del st.session_state[key]


def _kept() -> dict[str, WaitingFile]:
    found: dict[str, WaitingFile] = st.session_state.get(_FILES, {})
    return found


def _moved(file: UploadedFile, others: Iterable[WaitingFile]) -> WaitingFile:
    found = WaitingFile(file.file_id, file.name, file.getvalue())
    waiting = [other for other in others if other.is_waiting]
    size = len(found.content) + sum(len(other.content) for other in waiting)
    if len(waiting) >= MOST_FILES or size > MOST_BYTES:
        found.end(refused=_TOO_MANY)
    _let_go(file)
    return found


def _let_go(file: UploadedFile) -> None:
    """Take the bytes from Streamlit: out of its storage, and out of the widget's value."""
    context = get_script_run_ctx()
    assert context is not None, "files are taken in while a page runs"
    storage = context.uploaded_file_mgr
    assert isinstance(storage, MemoryUploadedFileManager), "Streamlit keeps files in memory"
    storage.remove_file(context.session_id, file.file_id)
    file.truncate(0)
