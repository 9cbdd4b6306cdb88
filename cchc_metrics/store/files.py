"""The workbooks as they were received, each kept once under the hash of its bytes."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, Engine, insert, select

from cchc_metrics.store.database import reading
from cchc_metrics.store.errors import DamagedFile
from cchc_metrics.store.tables import files


@dataclass(frozen=True)
class StoredFile:
    """A workbook; `StoredFile.of` computes the hash."""

    sha256: str
    name: str
    content: bytes

    @classmethod
    def of(cls, name: str, content: bytes) -> "StoredFile":
        return cls(sha256(content).hexdigest(), name, content)


def keep_file(
    connection: Connection, commune: str, file: StoredFile, received_at: datetime
) -> None:
    """Keep a file, under its first name where the same bytes were received before."""
    known = select(files.c.sha256).where(
        files.c.commune_code == commune, files.c.sha256 == file.sha256
    )
    if connection.execute(known).first() is not None:
        return
    connection.execute(
        insert(files).values(
            commune_code=commune,
            sha256=file.sha256,
            name=file.name,
            size=len(file.content),
            content=file.content,
            received_at=received_at,
        )
    )


def original_file(engine: Engine, commune: str, sha256: str) -> StoredFile | None:
    """A file as it was received; raise DamagedFile where its bytes no longer fit its hash."""
    query = select(files.c.name, files.c.content).where(
        files.c.commune_code == commune, files.c.sha256 == sha256
    )
    with reading(engine) as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return None
    file = StoredFile.of(row.name, row.content)
    if file.sha256 != sha256:
        raise DamagedFile(row.name, sha256)
    return file
