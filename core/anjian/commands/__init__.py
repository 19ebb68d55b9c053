"""Everything that changes a record is a command: one frozen input, one step, one transaction, one answer."""
