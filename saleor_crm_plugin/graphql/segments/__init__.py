"""Segments in the API: rules, their fields, who is in them, and why."""
