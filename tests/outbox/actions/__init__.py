"""Tests of publishing, delivering and the stuck list."""
