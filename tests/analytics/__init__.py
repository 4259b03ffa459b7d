"""Tests of the figures of what was done."""
