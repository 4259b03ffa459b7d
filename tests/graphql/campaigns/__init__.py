"""Tests of campaigns in the API."""
