"""The only door for uploaded files: bytes -> `Book`, or a `Refusal` an officer can act on.

Size, then what the bytes are, then everything else in a disposable process, so that no file can
stop or slow the server. Nothing in a workbook is executed, computed or fetched.
"""

import logging
from typing import Final

from cchc_metrics.workbooks.grid import Book, book_from_json
from cchc_metrics.workbooks.opening.isolation import IsolationError, run_isolated
from cchc_metrics.workbooks.opening.sniff import FileKind, sniff
from cchc_metrics.workbooks.refusals import Fault, Refusal, refusal

# Department files are tens of kilobytes; 100,000 rows of twelve columns take 8 MB.
MAX_FILE_BYTES: Final = 10 * (1 << 20)

_READER: Final = "cchc_metrics.workbooks.opening.reader_process"
_FAULTS: Final = {
    FileKind.XLSB: Fault.BINARY_XLSB,
    FileKind.OPEN_DOCUMENT: Fault.OPEN_DOCUMENT,
    FileKind.OTHER_OFFICE: Fault.OTHER_OFFICE,
    FileKind.ZIP: Fault.ARCHIVE,
    FileKind.BROKEN_ZIP: Fault.DAMAGED_ARCHIVE,
    FileKind.OLE_EXCEL: Fault.OLD_XLS,
    FileKind.OLE_ENCRYPTED: Fault.PASSWORD,
    FileKind.HTML: Fault.HTML,
    FileKind.MHTML: Fault.MHTML,
    FileKind.XML: Fault.XML_2003,
    FileKind.PDF: Fault.PDF,
    FileKind.ARCHIVE: Fault.ARCHIVE,
    FileKind.IMAGE: Fault.IMAGE,
    FileKind.PLAIN_TEXT: Fault.PLAIN_TEXT,
    FileKind.EMPTY: Fault.EMPTY,
    FileKind.UNKNOWN: Fault.UNKNOWN_KIND,
}

_log = logging.getLogger(__name__)


def open_workbook(data: bytes) -> Book | Refusal:
    """Never raises for what the bytes are; safe to call from several threads at once."""
    if len(data) > MAX_FILE_BYTES:
        return refusal(Fault.TOO_LARGE)
    kind = sniff(data)
    if kind is not FileKind.XLSX:
        return refusal(_FAULTS[kind])
    try:
        return book_from_json(run_isolated(_READER, data))
    except IsolationError as error:
        if error.fault is Fault.UNKNOWN_ERROR:
            _log.error("The reader raised on a workbook of %d bytes:\n%s", len(data), error)
        return refusal(error.fault, error.place)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        # The answer was not a book, which only a fault of ours or a taken-over child can cause.
        _log.exception("The reader's answer is not a workbook")
        return refusal(Fault.UNKNOWN_ERROR)
