"""What was stored under an earlier version of a sector's profile, brought to the version that is installed."""
