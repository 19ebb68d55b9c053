"""The demonstration: two real campaigns at their published size, carried out on invented entities."""
