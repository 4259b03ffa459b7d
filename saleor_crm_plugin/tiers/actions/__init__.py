"""What changes tiers, one verb per file."""
