"""What leaves the system: reports, and the scorecard as files.

`content.compose` decides once what a report says, from `results` and in the words of `sentences`;
`said` is the frozen data that it answers with, `freezing` keeps that as JSON. The writers say how
it looks: `xlsx` and `csv` from `tables` of typed `cells`, `pptx` from the slides of `deck`,
`documents` from `papers`, which are reports reworded and with their `fields` filled in.
"""
