"""Tests of the pure decisions of messaging."""
