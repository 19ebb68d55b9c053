"""What stands: the verdict of every rule on every entity today, and those that stood before."""
