"""Tests of insight in the API."""
