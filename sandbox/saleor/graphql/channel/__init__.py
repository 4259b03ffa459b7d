"""Channels in the API."""
