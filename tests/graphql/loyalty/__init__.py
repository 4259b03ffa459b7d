"""Tests of the API of the area."""
