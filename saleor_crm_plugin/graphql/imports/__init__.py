"""Imports and exports in the API: files in, what came of them, and lists out."""
