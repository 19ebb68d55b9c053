"""Measures the compiled reads beside hand-written SQL and beside ordinary resolvers: ``make bench``."""
