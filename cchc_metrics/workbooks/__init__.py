"""Department workbooks: Plan -> template, and uploaded bytes -> figures or every problem in them.

`layout` says where things stand in our own template and `template` writes it. An upload then goes
through `sniff` (what the bytes are), `archive` (is the zip directory safe to unpack), `xlsx` (the
bounded reader) and `open` (all of these, the last two in a disposable process: `isolation`), which
give a `grid` of cells or one of the `refusals`. `recognise` finds indicators and months in it,
`numbers` reads Vietnamese numbers, `check` judges the figures, `issues` words what it found, and
`annotate` marks the file that goes back.
"""
