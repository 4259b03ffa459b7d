"""Refusals of the outbox."""

from ..core.errors import CrmError


class IdempotencyMismatch(CrmError):
    """A key was used before for something else."""

    code = "idempotency_mismatch"

    def __init__(self, key: str) -> None:
        super().__init__(
            f"The key {key!r} already stands for something else.", field="key"
        )
        self.key = key


class ReasonMissing(CrmError):
    """Giving up a delivery needs a reason and an author."""

    code = "required"

    def __init__(self, field: str) -> None:
        super().__init__(
            "Giving up a delivery needs a reason and an author.", field=field
        )
