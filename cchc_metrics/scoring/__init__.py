"""Plan + recorded figures -> scored frames; the rules, one in each module.

`scorecard.score` joins them: `values` (what counts in a window) -> `targets` (what holds at its
end) -> `pace` (what is expected by then) -> `status`, with the marks of `required`,
`small_sample`, `lagging` and `progress`, a `forecast` of the year and a sentence from `reasons`.
`run_chart` tells a month that differs from the ordinary ups and downs. `exact` does the arithmetic
in whole numbers, so that everything can be recomputed by hand.
"""
