"""Journeys in the API: written, checked, published, run, repaired and rehearsed."""
