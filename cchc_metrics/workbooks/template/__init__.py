"""Plan -> the sheet a department fills in: `build` makes it, in a `month_form` or a `year_form`."""
