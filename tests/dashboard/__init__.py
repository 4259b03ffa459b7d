"""Tests of the pages' files, their places in the Dashboard, and the set-up."""
