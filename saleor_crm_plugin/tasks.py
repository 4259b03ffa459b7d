"""Gathers the Celery tasks of all areas for autodiscovery, which looks for them here."""
