"""Proves the record: what stands in it is what was sent and done, and says what is not, and where.

findings     what a check finds wrong
record       the database itself: tables, their guards, its file
acts         the log's chain, and the log against submissions, withdrawals and locks
readings     the log against how cells were read and what labels mean
sent_files   bytes against their hashes
own_sheets   figures of sheets that are not our form, cell by cell
figures      figures against the cells of their workbooks, or against how these were read
whole        all of these, commune by commune

Each check goes on past what it finds. The log is the root of trust: its chain shows changes of its
own rows, its rows those of submissions, these those of files, files those of figures.
"""

from cchc_metrics.workflow.verify.findings import Check, Finding
from cchc_metrics.workflow.verify.whole import Verified, VerifiedCommune, verify

__all__ = ["Check", "Finding", "Verified", "VerifiedCommune", "verify"]
