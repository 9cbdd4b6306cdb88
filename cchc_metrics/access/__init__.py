"""Who may do what, and who comes in.

`roles` is the one table of permissions, `passwords` and `throttle` guard the door, `gate` is the
door itself. Nothing here knows the record: what is stored is asked for through functions that
`workflow` gives.
"""
