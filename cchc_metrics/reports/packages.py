"""Office files as bytes that depend on their content alone, so that a hash can prove them."""

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # what a zip can say at the least
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def same_bytes(package: bytes, made_at: datetime) -> bytes:
    """Its parts without the moments of this computer's clock, also in workbooks within."""
    moment = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    buffer = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith(".xlsx"):
                content = same_bytes(content, made_at)
            elif name == "docProps/core.xml":
                content = _MOMENT.sub(rb"\g<1>" + moment, content)
            part = ZipInfo(name, _EARLIEST)
            part.compress_type = ZIP_DEFLATED
            target.writestr(part, content)
    return buffer.getvalue()
