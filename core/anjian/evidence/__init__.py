"""What shows it: photos and documents (证据), kept as files and attached to the records they speak of."""
