"""What changes behavior's tables."""
