"""`Book` -> figures and issues: `recognise` the table, `identify` it, read its rows, judge them.

`check` does all of it; `catalogue` words the rules; `annotate` gives the file back marked.
"""
