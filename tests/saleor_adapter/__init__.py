"""Tests of the doorway to the shop."""
