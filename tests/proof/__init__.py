"""Tests of the harness of `make proof`."""
