"""Tests of the pure decisions of segments."""
