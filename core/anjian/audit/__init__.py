"""Who did what, who saw what, from where and why: written once, never changed, and sealed in a chain."""
