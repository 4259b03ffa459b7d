"""Tests of what is decided about files and cells."""
