"""Department workbooks, in the order in which a file passes through:

`template` makes the sheet, `opening` reads what comes back (through `xlsx`, in a process of its
own), `checking` turns it into figures and issues. `layout` is the sheet's form, for writer and
reader alike, `grid` the workbook as it was read, `refusals` why a whole file is not.
"""
