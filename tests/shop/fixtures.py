"""Fixtures of the shop itself."""
