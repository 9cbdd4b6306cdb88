"""Tables as a workbook to read, print on A4 and calculate with: numbers stay numbers.

`book` writes sheets and cells, `charts` draws native charts of them, `summary` says which there
are.
"""
