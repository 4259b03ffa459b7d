"""Plugins in the API."""
