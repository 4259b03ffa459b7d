"""Tests of the audit of settings."""
