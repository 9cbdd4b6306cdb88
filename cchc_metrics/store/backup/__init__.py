"""The record as one file, from either engine and into either: the only way out and back.

A backup is a zip: `manifest.json`, and for each table a part with one JSON object a line. Left out
are sessions, failed sign-ins and one-time links: they are forgotten within a day, and must not come
back to life. Accounts are in, with the hashes of their passwords, so a backup is to be kept safe.

content      the manifest, and how a row becomes a line and comes back
making       writes a backup while the record is in use, and reads it back
opening      opens a backup and checks all of it
restoring    fills an empty record from a backup, all of it or nothing
problems     what can go wrong, with a sentence for the reader
"""

from cchc_metrics.store.backup.content import Manifest
from cchc_metrics.store.backup.making import UNFINISHED, make_backup
from cchc_metrics.store.backup.opening import opened_backup
from cchc_metrics.store.backup.problems import BackupFailed, DamagedBackup, NotRestored
from cchc_metrics.store.backup.restoring import restore_backup

__all__ = [
    "UNFINISHED",
    "BackupFailed",
    "DamagedBackup",
    "Manifest",
    "NotRestored",
    "make_backup",
    "opened_backup",
    "restore_backup",
]
