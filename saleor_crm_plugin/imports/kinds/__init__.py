"""What can be brought in, one kind per file."""
