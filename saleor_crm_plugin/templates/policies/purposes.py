"""Which purposes a reader can put a stop to, so that each mail must show the way out."""

from ...consent.purposes import PURPOSES


def needs_way_out(purpose: str) -> bool:
    """Say whether messages of this purpose must carry the link to unsubscribe; unknown ones must."""
    return purpose not in PURPOSES or PURPOSES[purpose].can_be_withdrawn
