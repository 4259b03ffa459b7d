"""What changes decisions of attribution and their rules."""
