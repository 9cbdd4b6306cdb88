"""Keeps what departments sent: all SQL lives here.

tables        what is kept; every row carries its commune (columns: what tables are made of)
migrations    how the tables came to be, step by step
engines       all that SQLite and PostgreSQL do differently
guards        triggers that let tables only grow
database      opens a record; transactions for reading and writing
submissions   saves a workbook's figures, all or nothing
standing      which version counts, after withdrawals and locks
withdrawals   takes a submission back, or brings it back
locks         fixes months at their close, or opens them again
in_force      the figures that count, and when a month was first sent
history       every submission with how it stands
judging_acts  how acts about judging are written: a row, and a line of the log that repeats it
targets       targets that were set since the plan (tables: judging_tables)
explanations  why an indicator lagged at the close of a month
actions       what is done about it, until it is done
progress      how tasks and milestones stand
reports       drafts of reports and what was sent, frozen (tables: report_tables)
accounts      who may come in, and the one-time link that makes the first account
sessions      who has come in, and who tried in vain
audit         who did what, when: a chain that shows what was changed behind its back
journal       the audit log as people look through it
verify        rows side by side as they are, for what proves the record
backup        the whole record as one file, from either engine and into either
record        departments, settings and the record's version as a whole
errors        what can go wrong, with a sentence for the reader
"""
