"""Copies of everything about a person, and for how long things are kept."""
