"""The rows of plugins' own tables, written: read by their class, at an entity within reach, with an event."""
