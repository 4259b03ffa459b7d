"""Tests of imports: what files bring in, and how it is taken back."""
