"""An office's own sheet -> figures, by way of a proposal that an officer confirms.

`propose` reads what a book seems to say and where it says so; nothing is decided in it. `settle`
takes the officer's answers and gives the figures to check and save as those of our own template, or
the questions that are still open. Both are pure: the same file and answers give the same figures.
"""
