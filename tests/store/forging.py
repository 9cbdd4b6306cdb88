"""Backups that nobody made with this software, or that were changed after they were made."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from cchc_metrics.store.backup.content import MANIFEST

Entries = dict[str, bytes]


def entries_of(backup: Path) -> Entries:
    with ZipFile(backup) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_entries(target: Path, entries: Entries) -> Path:
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target


def with_manifest(backup: Path, **changes: Any) -> Path:
    """The same backup, saying something else of itself."""
    entries = entries_of(backup)
    entries[MANIFEST] = json.dumps(json.loads(entries[MANIFEST]) | changes).encode()
    return write_entries(backup, entries)


def with_row(backup: Path, table: str, change: Callable[[dict[str, Any]], object]) -> Path:
    """The same backup with the last row of a table changed, and hashes that fit."""
    entries = entries_of(backup)
    *rows, last = entries[f"{table}.jsonl"].splitlines()
    row = json.loads(last)
    change(row)
    part = b"".join(line + b"\n" for line in [*rows, json.dumps(row).encode()])
    told = json.loads(entries[MANIFEST])
    told["parts"][table]["sha256"] = sha256(part).hexdigest()
    changed = {f"{table}.jsonl": part, MANIFEST: json.dumps(told).encode()}
    return write_entries(backup, entries | changed)
