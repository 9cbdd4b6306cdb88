"""One XML part of a workbook, streamed to a reader under limits.

Well-formed bytes -> calls on a `PartReader`; anything else is RefusedFile. Names are given without
their namespace and only for the namespaces of the reader (by default those of .xlsx, transitional
and strict); an element of any other namespace has the name "". Excel writes no DOCTYPE, so any
DOCTYPE is refused: without one there are no entities to expand and nothing external to fetch.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from cchc_metrics.workbooks.refusals import Fault, RefusedFile

# A province's 100,000 x 12 cells have 3.7 million elements. A million formatted blank rows have
# more, but those are cut before they come here.
MAX_ELEMENTS: Final = 5_000_000
MAX_DEPTH: Final = 64
# A year of department sheets has 30,000 cells. Whatever is read goes to the server and is decoded
# there among everyone's requests, so this also bounds what one upload can cost them.
MAX_CELLS: Final = 200_000
MAX_TEXT: Final = 10_000_000
# Excel's own limit for a cell.
MAX_CELL_TEXT: Final = 32_767

# The only encodings that the packaging standard allows, and the subset that some writers declare.
_ENCODINGS: Final = frozenset({"utf-8", "utf-16", "us-ascii"})
SPREADSHEET_NAMESPACES: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/package/2006/relationships",
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        "http://purl.oclc.org/ooxml/officeDocument/customProperties",
    }
)
_RELATIONSHIP_IDS: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
_WHOLE_NUMBER: Final = re.compile(r"[0-9]{1,9}")


@dataclass
class Budget:
    """What one workbook may still use, over all its parts together."""

    elements: int = MAX_ELEMENTS
    cells: int = MAX_CELLS
    text: int = MAX_TEXT

    def spend_cell(self, text: str) -> None:
        """Text counts once for every cell that shows it, as it will be copied for each."""
        self.cells -= 1
        self.spend_text(len(text))
        if self.cells < 0:
            raise RefusedFile(Fault.TOO_MUCH_CONTENT)

    def spend_text(self, length: int) -> None:
        if length > MAX_CELL_TEXT:
            raise RefusedFile(Fault.TEXT_TOO_LONG)
        self.text -= length
        if self.text < 0:
            raise RefusedFile(Fault.TOO_MUCH_CONTENT)


class PartReader:
    """What a reader of one kind of part is told; `depth` of the root element is 1.

    Text is gathered by setting `pieces` to a list: whatever follows is added until it is taken
    with `take_text`. No element may begin meanwhile.
    """

    root = ""
    namespaces = SPREADSHEET_NAMESPACES

    def __init__(self) -> None:
        self.pieces: list[str] | None = None
        self._gathered = 0

    def start(self, name: str, parent: str, depth: int, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str, parent: str, depth: int) -> None:
        raise NotImplementedError

    def text(self, data: str) -> None:
        if self.pieces is None:
            return
        self.pieces.append(data)
        self._gathered += len(data)
        # An escape such as _x000D_ takes seven characters for one.
        if self._gathered > 7 * MAX_CELL_TEXT:
            raise RefusedFile(Fault.TEXT_TOO_LONG)

    def take_text(self) -> str:
        gathered = "".join(self.pieces or ())
        self.pieces = None
        self._gathered = 0
        return gathered


class _LocalNames(dict[str, str]):
    """Expat's "namespace name" -> name, or "" for namespaces that are not ours."""

    def __init__(self, namespaces: frozenset[str]) -> None:
        super().__init__()
        self._namespaces = namespaces

    def __missing__(self, full_name: str) -> str:
        namespace, _, name = full_name.rpartition(" ")
        self[full_name] = local = name if namespace in self._namespaces else ""
        return local


class _Guard:
    """Stands between expat and a reader: depth, number of elements, the right root."""

    def __init__(self, reader: PartReader, budget: Budget) -> None:
        self._reader = reader
        self._budget = budget
        self._names = _LocalNames(reader.namespaces)
        self._path = [""]

    def start(self, full_name: str, attributes: dict[str, str]) -> None:
        path, reader, name = self._path, self._reader, self._names[full_name]
        depth = len(path)
        self._budget.elements -= 1
        if depth > MAX_DEPTH or self._budget.elements < 0:
            raise RefusedFile(Fault.TOO_MUCH_CONTENT)
        if depth == 1 and name != reader.root:
            raise RefusedFile(Fault.DAMAGED_CONTENT)
        if reader.pieces is not None:
            raise RefusedFile(Fault.DAMAGED_CONTENT)
        reader.start(name, path[-1], depth, attributes)
        path.append(name)

    def end(self, _full_name: str) -> None:
        path = self._path
        name = path.pop()
        self._reader.end(name, path[-1], len(path))


def parse_part(chunks: Iterable[bytes | memoryview], reader: PartReader, budget: Budget) -> None:
    """Streams one part; MemoryError when expat cannot go on for want of memory."""
    guard = _Guard(reader, budget)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = guard.start
    parser.EndElementHandler = guard.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _refuse_other_encodings
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]:
            raise MemoryError from error
        raise RefusedFile(Fault.DAMAGED_CONTENT) from error
    except UnicodeDecodeError as error:  # half of a surrogate pair in UTF-16
        raise RefusedFile(Fault.DAMAGED_CONTENT) from error


def _refuse_doctype(*_declaration: object) -> None:
    raise RefusedFile(Fault.FORBIDDEN_XML)


def _refuse_other_encodings(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise RefusedFile(Fault.FORBIDDEN_XML)


def relationship_id(attributes: dict[str, str]) -> str:
    for name in _RELATIONSHIP_IDS:
        if name in attributes:
            return attributes[name]
    raise RefusedFile(Fault.DAMAGED_CONTENT)


def whole_number(text: str) -> int:
    """ASCII digits only: int() would also take "1_0", " 1" and other scripts' digits."""
    if _WHOLE_NUMBER.fullmatch(text) is None:
        raise RefusedFile(Fault.DAMAGED_CONTENT)
    return int(text)


def is_true(text: str | None) -> bool:
    return text in ("1", "true")
