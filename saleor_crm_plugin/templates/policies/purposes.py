"""Which purposes a reader can put a stop to, so that each mail must show the way out."""

# As consent has them: what people need to hear about their own orders cannot be stopped.
UNSTOPPABLE = frozenset({"transactional"})


def needs_way_out(purpose: str) -> bool:
    """Say whether messages of this purpose must carry the link to unsubscribe."""
    return purpose not in UNSTOPPABLE
