"""The verbs of codes: give them, and clean up after their time."""
