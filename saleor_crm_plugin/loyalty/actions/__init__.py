"""What changes points and the programs' settings, one verb per file."""
