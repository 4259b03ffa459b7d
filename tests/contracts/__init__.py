"""Tests of what every registered item must keep."""
