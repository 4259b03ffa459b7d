"""Whether a fact is about the same thing as a passage; pure."""

from ..core.facts import Fact
from .passage import Subject

SUBJECT_FIELDS = ("order_id", "checkout_id")


def is_about(fact: Fact, subject: Subject) -> bool:
    """Whether a fact is about the same order or cart as a passage."""
    return any(
        getattr(subject, name) != ""
        and getattr(fact, name, None) == getattr(subject, name)
        for name in SUBJECT_FIELDS
    )
