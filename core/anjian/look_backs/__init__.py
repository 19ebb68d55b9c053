"""回头看: hazards that were closed are looked at again, and what came back is counted."""
