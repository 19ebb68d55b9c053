"""What can be known of a chemical enterprise, in groups."""
