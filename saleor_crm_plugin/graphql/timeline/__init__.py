"""What happened to a person, for staff."""
