"""Tests of observing the shop."""
