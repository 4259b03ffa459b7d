"""Tests of the pure decisions about pages and the set-up."""
