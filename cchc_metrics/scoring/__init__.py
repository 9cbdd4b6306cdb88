"""Plan + recorded figures -> scored frames; the rules, one in each module.

`scorecard.score` joins them: `values` (what counts in a window) -> `targets` (what holds at its
end) -> `pace` (what is expected by then) -> `status`, with the marks of `required`,
`small_sample`, `lagging` and `progress`, a `forecast` of the year and a sentence from `reasons`.
`comparing` holds a result against the month before and last year, `what_if` asks what the months
left could make of it, `ups_and_downs` tells a month that differs from the ordinary (`run_chart`).
All rules go by vectors of rows, so `communes` scores a whole country in one pass. `exact` does the
arithmetic in whole numbers, so that everything can be recomputed by hand.
"""
