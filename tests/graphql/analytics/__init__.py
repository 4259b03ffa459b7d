"""Tests of figures in the API."""
