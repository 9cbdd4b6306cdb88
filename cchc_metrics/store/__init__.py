"""Keeps what departments sent: all SQL lives here.

tables        what is kept; every row carries its commune
migrations    how the tables came to be, step by step
database      opens a record on SQLite or PostgreSQL; transactions for reading and writing
submissions   saves a workbook's figures, all or nothing
history       which figures are in force, when they were first sent, what came before
accounts      who may come in, and the one-time link that makes the first account
sessions      who has come in, and who tried in vain
audit         who did what, when
record        departments, settings and the record's version as a whole
errors        what can go wrong, with a sentence for the reader
"""
