"""Tests of segments in the API."""
