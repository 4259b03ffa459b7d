"""The site in the API."""
