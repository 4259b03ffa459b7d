"""Refusals of the outbox."""

from ..core.errors import CrmError
from ..core.sentences import Sentence


class IdempotencyMismatch(CrmError):
    """A key was used before for something else."""

    code = "idempotency_mismatch"

    def __init__(self, key: str) -> None:
        super().__init__(
            Sentence("The key {key!r} already stands for something else.", key=key),
            field="key",
        )
        self.key = key


class ReasonMissing(CrmError):
    """Giving up a delivery needs a reason and an author."""

    code = "required"

    def __init__(self, field: str) -> None:
        super().__init__(
            Sentence("Giving up a delivery needs a reason and an author."), field=field
        )
