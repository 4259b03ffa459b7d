"""Behavior over the API."""
