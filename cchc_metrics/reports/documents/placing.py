"""Pictures in a document: centred, as wide as the text, with a text for who cannot see them."""

from dataclasses import dataclass
from io import BytesIO

from docx.document import Document
from docx.shared import Length

from cchc_metrics.reports.documents import frame
from cchc_metrics.reports.documents.styles import TEXT_WIDTH
from cchc_metrics.words import writable


@dataclass(frozen=True)
class Picture:
    """A drawn chart: its bytes, the line below it, and what it shows in words."""

    png: bytes
    title: str
    alternative: str


def write_picture(
    document: Document, picture: Picture, number: int, width: Length = TEXT_WIDTH
) -> None:
    """The chart and below it `Hình 1. …`, kept on one page."""
    paragraph = document.add_paragraph(style="Hình")
    shape = paragraph.add_run().add_picture(BytesIO(picture.png), width=width)
    properties = shape._inline.docPr
    properties.set("name", f"Hình {number}")
    properties.set("descr", writable(picture.alternative))
    frame.write(document, f"Hình {number}. {picture.title}", "Tên hình")
