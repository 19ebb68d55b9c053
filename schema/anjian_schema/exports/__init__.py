"""Tables of figures as people exchange them: on a terminal, as a workbook, as CSV, as a page with a plot."""
