"""What test suites of plugins take from the shop."""
