"""Tests of marks, facts and their delivery."""
