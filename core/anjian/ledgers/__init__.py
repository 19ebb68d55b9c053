"""Ledgers (台账): many lines of one kind at one entity, under one sector."""
