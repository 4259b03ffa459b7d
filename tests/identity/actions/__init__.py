"""Tests of identity's verbs."""
