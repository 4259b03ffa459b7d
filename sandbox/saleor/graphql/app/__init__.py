"""Apps in the API."""
