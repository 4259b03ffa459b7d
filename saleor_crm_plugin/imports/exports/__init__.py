"""What can be taken out, one list per file."""
