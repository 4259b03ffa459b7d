"""Tests of the pages beside GraphQL."""
