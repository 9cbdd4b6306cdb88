"""How fast the dashboard answers, each figure beside what it is compared with, from one run.

Run: `python -m benchmarks.board`. It starts servers of its own on this machine and a record of its
own, speaks to nothing else, takes some ten minutes, and writes `docs/hieu-nang.md`. What is
compared is measured in turn, so that both meet the same machine: ratios say more than times.

record     the sample figures, with accounts
tab        an open tab: what it asks and gets
timing     a server that writes down how long its script runs
bare       a Streamlit page of nothing but charts
naive      the first page's charts as they are written first, with plotly.express
scripts    script time of each page against the bare page
meeting    fifty people open the same board; what is saved shows on their boards
starting   from the command to the first page; memory of a session
loading    bytes of a first visit
table      what was found, in Vietnamese
"""
