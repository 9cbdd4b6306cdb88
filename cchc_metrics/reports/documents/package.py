"""A document as bytes: the same content gives the same bytes, so that a hash can prove it."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # what a zip can say at the least


def described(document: Document, title: str, agency: str, made_at: datetime) -> None:
    """Say in the file's properties what it is, in place of the template's own."""
    moment = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about = document.core_properties
    about.title, about.author, about.last_modified_by = title, agency, agency
    about.created = about.modified = moment
    about.language, about.comments, about.revision = "vi-VN", "", 1


def packed(document: Document) -> bytes:
    """Raise nothing: parts in one order, without the moments of this computer's clock."""
    written, same = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(same, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = ZipInfo(name, _EARLIEST)
            part.compress_type = ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return same.getvalue()
