"""One plotly figure a function: a scored frame in, a figure out; nothing is judged here.

`theme` holds the common look of figures, `wording` what stands in and beside the marks. Names from
the plan are escaped there, because plotly reads text as HTML.
"""
