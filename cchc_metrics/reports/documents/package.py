"""A document as bytes, with what the file says of itself."""

from datetime import datetime
from io import BytesIO

from docx.document import Document

from cchc_metrics.reports.packages import same_bytes


def packed(document: Document, title: str, agency: str, made_at: datetime) -> bytes:
    """The same content gives the same bytes, so that a hash can prove it."""
    about = document.core_properties
    about.title, about.author, about.last_modified_by = title, agency, agency
    about.language, about.comments, about.revision = "vi-VN", "", 1
    buffer = BytesIO()
    document.save(buffer)
    return same_bytes(buffer.getvalue(), made_at)
