"""Tests of the pure decisions of loyalty."""
