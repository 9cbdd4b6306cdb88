"""The only door for uploaded files: bytes -> `Book`, or a `Refusal` an officer can act on.

Size, then what the bytes are, then everything else in a disposable process, so that no file can
stop or slow the server. Nothing in a workbook is executed, computed or fetched.
"""

import logging
from dataclasses import dataclass
from typing import Final

from cchc_metrics.workbooks.bursts import burst
from cchc_metrics.workbooks.grid import Book, book_from_json
from cchc_metrics.workbooks.opening.isolation import IsolationError, run_isolated
from cchc_metrics.workbooks.opening.sniff import FileKind, sniff
from cchc_metrics.workbooks.refusals import Fault, Refusal, refusal
from cchc_metrics.workbooks.xlsx.parsing import MAX_CELLS

# Department files are tens of kilobytes; 100,000 rows of twelve columns take 8 MB.
MAX_FILE_BYTES: Final = 10 * (1 << 20)

_READER: Final = "cchc_metrics.workbooks.opening.reader_process"


@dataclass(frozen=True)
class _Format:
    """The module that reads a kind of file, and the libraries that it may import."""

    module: str
    libraries: tuple[str, ...] = ()


FORMATS: Final = {
    FileKind.XLSX: _Format("cchc_metrics.workbooks.xlsx.book"),
    FileKind.XLSB: _Format("cchc_metrics.workbooks.formats.xlsb", ("python_calamine",)),
    FileKind.OPEN_DOCUMENT: _Format("cchc_metrics.workbooks.formats.ods"),
    FileKind.OLE_EXCEL: _Format("cchc_metrics.workbooks.formats.xls", ("xlrd",)),
    FileKind.HTML: _Format("cchc_metrics.workbooks.formats.html_tables"),
    FileKind.PLAIN_TEXT: _Format("cchc_metrics.workbooks.formats.delimited"),
}
_FAULTS: Final = {
    FileKind.OTHER_OFFICE: Fault.OTHER_OFFICE,
    FileKind.ZIP: Fault.ARCHIVE,
    FileKind.BROKEN_ZIP: Fault.DAMAGED_ARCHIVE,
    FileKind.OLE_ENCRYPTED: Fault.PASSWORD,
    FileKind.MHTML: Fault.MHTML,
    FileKind.XML: Fault.XML_2003,
    FileKind.PDF: Fault.PDF,
    FileKind.ARCHIVE: Fault.ARCHIVE,
    FileKind.IMAGE: Fault.IMAGE,
    FileKind.EMPTY: Fault.EMPTY,
    FileKind.UNKNOWN: Fault.UNKNOWN_KIND,
}

_log = logging.getLogger(__name__)


def open_workbook(data: bytes, most_cells: int = MAX_CELLS) -> Book | Refusal:
    """Never raises for what the bytes are; safe to call from several threads at once.

    `most_cells` bounds what one upload costs everybody else; a command of its own may allow more.
    """
    if len(data) > MAX_FILE_BYTES:
        return refusal(Fault.TOO_LARGE)
    kind = sniff(data)
    if kind not in FORMATS:
        return refusal(_FAULTS[kind])
    chosen = FORMATS[kind]
    try:
        answer = run_isolated(
            _READER, data, arguments=[chosen.module, str(most_cells)], libraries=chosen.libraries
        )
        with burst():
            return book_from_json(answer)
    except IsolationError as error:
        if chosen.libraries and error.fault is Fault.READER_STOPPED:
            return refusal(Fault.LIBRARY_STOPPED)
        if error.fault is Fault.UNKNOWN_ERROR:
            _log.error("The reader raised on a workbook of %d bytes:\n%s", len(data), error)
        return refusal(error.fault, error.place)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        # The answer was not a book, which only a fault of ours or a taken-over child can cause.
        _log.exception("The reader's answer is not a workbook")
        return refusal(Fault.UNKNOWN_ERROR)
