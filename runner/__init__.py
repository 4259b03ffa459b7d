"""What stands behind `make`: environment, PostgreSQL, broker, processes, checks."""
