"""Counts of hazards, kept in the transaction that changes them: a dashboard reads few rows however many there are.

Triggers on the table of hazards append what each statement added and took away; nobody waits for anybody, since nothing
is ever updated. A count is the sum of its lines, at every moment; condensing them only makes them fewer.
"""
