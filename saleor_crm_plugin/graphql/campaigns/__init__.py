"""Campaigns in the API: what they say, how far they are, and who has decided it."""
