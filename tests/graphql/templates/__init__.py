"""Tests of templates in the API."""
