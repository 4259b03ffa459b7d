"""Tests of the pure decisions of templates."""
