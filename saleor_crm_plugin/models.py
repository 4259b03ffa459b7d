"""Gathers the tables of all areas for Django, which looks for them here."""
