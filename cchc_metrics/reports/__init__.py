"""The scorecard as files that leave the system.

`content` and its `tables` of typed `cells` decide once what is said; `xlsx` and `csv` write it.
"""
