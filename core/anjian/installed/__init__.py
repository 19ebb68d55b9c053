"""What the database remembers of the plugins that were installed here, and what it keeps of those that are gone."""
