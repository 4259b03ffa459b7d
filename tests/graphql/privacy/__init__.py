"""Privacy over the API."""
