"""The metrics of the whole shop, one per file."""
