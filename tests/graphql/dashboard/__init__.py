"""Tests of what can be asked about the set-up."""
