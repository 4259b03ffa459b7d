"""Insight in the API: what is inferred of people, and what they say themselves."""
