"""What people set, explain, promise and report, by which progress is judged.

`targets` enters targets with their documents; `progress` says how tasks and milestones stand;
`in_force` makes of both the plan that scoring sees. `explaining` asks the lead department of what
lags for cause and action, `following` follows actions up; `account` gives all of it to reports.
"""
