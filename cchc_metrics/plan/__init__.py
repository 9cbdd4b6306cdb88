"""The plan as data: `model` says what a plan is, `periods` when figures count.

`loading` reads the plan file and answers with the plan or with every problem in it at once.
`figures` holds the two things that travel from a department's sheet to the scores: a figure and
the receipt of a sheet.
"""
