"""Many people at once on a real server: officers hand in sheets, leaders look at the board.

Run: `python -m benchmarks.load`. It starts a server of its own on this machine and a record of its
own, speaks to nothing else, and ends by itself. It says how long each act took, and whether every
save that a page confirmed stands in the record exactly once.

campaign   accounts, server, people, and at the end the comparison
people     what leaders and officers do, with time to think between
contest    two officers who save the same month at the same moment
browser    what a browser exchanges with the server: requests, and messages of the connection
messages   large messages that a browser keeps
page       what stands in a tab, and what a browser knows of its widgets
sheets     the month's template, filled in
staff      the accounts, and who writes which months
server     the server's process: started, watched, stopped
tally      how long each act took, what failed, what pages said of saves
comparing  what pages confirmed against what the record holds
"""
