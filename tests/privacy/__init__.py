"""Copies of everything about a person, and the proof of erasure over the whole API."""
