"""Documents opened again: their elements in reading order, with the look that Word gives them."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocumentFile
from docx.table import Table
from docx.text.paragraph import Paragraph


@dataclass(frozen=True)
class Element:
    """A paragraph: the style that names the element, its text, its look."""

    style: str
    text: str
    paragraph: Paragraph

    @property
    def look(self) -> tuple[float, bool, bool]:
        """Size in points, bold, italic: nothing on the paper differs from its style."""
        font = self.paragraph.style.font
        return font.size.pt, bool(font.bold), bool(font.italic)


def reopened(content: bytes) -> DocumentFile:
    return Document(BytesIO(content))


def elements(document: DocumentFile) -> list[Element]:
    return [
        Element(paragraph.style.name, paragraph.text, paragraph)
        for paragraph in _paragraphs(document)
    ]


def named(document: DocumentFile, style: str) -> list[str]:
    """The texts of every element of a style."""
    return [element.text for element in elements(document) if element.style == style]


def whole_text(document: DocumentFile) -> str:
    return "\n".join(element.text for element in elements(document))


def _paragraphs(container: Any) -> Iterator[Paragraph]:
    for part in container.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                seen = []
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.append(cell._tc)
                        yield from _paragraphs(cell)
        else:
            yield part
