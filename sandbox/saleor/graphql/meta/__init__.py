"""Metadata in the API."""
