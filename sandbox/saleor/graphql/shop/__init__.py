"""The shop in the API."""
