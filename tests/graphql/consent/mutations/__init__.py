"""Tests of what can be changed, one file per mutation."""
