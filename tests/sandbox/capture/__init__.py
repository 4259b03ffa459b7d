"""Tests of the programs that record the real shop."""
