"""Who may do what: `roles` is the one table, `passwords` and `throttle` guard the door, `gate` is it.

Knows nothing of the record: what is stored is asked for through functions that `workflow` gives.
"""
