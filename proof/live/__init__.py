"""The follow-ups in a real shop that runs as its operator would run it, driven over HTTP alone."""
