"""Figures on their way to SQL: what they are grouped by, which rows they count, and the table of them."""
