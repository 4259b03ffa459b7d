"""Tests of the storefront kit's documents; its own tests are in JavaScript."""
