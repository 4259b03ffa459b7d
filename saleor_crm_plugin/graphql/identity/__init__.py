"""Profiles, for staff."""
