"""Tests of which messages orders are credited to."""
