"""Tests of journeys in the API."""
