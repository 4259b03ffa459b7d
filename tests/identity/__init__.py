"""Tests of identity: who people are."""
