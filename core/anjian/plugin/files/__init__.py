"""What plugins say in YAML: read with the line and column of everything, so that each mistake is told where it is."""
