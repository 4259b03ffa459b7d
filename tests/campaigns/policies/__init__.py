"""Tests of the decisions of campaigns."""
