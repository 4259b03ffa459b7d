"""Tests of what people allow, as the API shows it."""
