"""What writes rollups, scores and inferences, one verb per file."""
