"""Speed as ratios: every figure is timed against its floor, in the same run, on the same machine."""
