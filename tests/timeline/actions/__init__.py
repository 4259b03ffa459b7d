"""Tests of the verbs of the timeline."""
