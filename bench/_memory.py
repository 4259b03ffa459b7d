"""How much memory this process has needed so far."""

import resource


def peak_mebibytes() -> int:
    """Return the most memory that this process ever had; Linux counts it in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
