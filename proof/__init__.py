"""What takes longer than a test: every version, kills, soaks, a clean clone. Run by `make proof`."""
