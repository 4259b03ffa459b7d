"""The verbs that write the books, one file each. All take sequences and are idempotent."""
