"""How often somebody may ask: counted by all servers together, in windows of the clock."""
