"""Tiers: where a member stands, and the ladder's settings."""
