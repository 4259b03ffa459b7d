"""Tests of imports in the API."""
