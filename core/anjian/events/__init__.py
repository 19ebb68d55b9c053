"""The event log: one line per change, written in the change's own transaction."""
