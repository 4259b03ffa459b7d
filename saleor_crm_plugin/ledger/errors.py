"""The ledger's refusals: one exception each, with the values in it; nothing was changed."""

from ..core.errors import CrmError
from ..core.sentences import Sentence
from .error_codes import LedgerErrorCode


class InvalidRequest(CrmError):
    """A value that no book can take: points that are not positive, a missing reason or author."""

    code = LedgerErrorCode.INVALID


class IdempotencyMismatch(CrmError):
    """The key was used before, with another profile, amount, lot or cause."""

    code = LedgerErrorCode.IDEMPOTENCY_MISMATCH
    field = "key"

    def __init__(self, kind: str, key: str) -> None:
        super().__init__(
            Sentence(
                "The key {key!r} was already used to {kind} something else.",
                key=key,
                kind=kind,
            )
        )
        self.kind = kind
        self.key = key


class InsufficientPoints(CrmError):
    """More points were asked for than the member can spend."""

    code = LedgerErrorCode.INSUFFICIENT_POINTS
    field = "points"

    def __init__(self, *, requested: int, spendable: int) -> None:
        super().__init__(
            Sentence(
                "{requested} points were asked for, {spendable} can be spent.",
                requested=requested,
                spendable=spendable,
            )
        )
        self.requested = requested
        self.spendable = spendable


class LotNotFound(CrmError):
    """No lot has this id."""

    code = LedgerErrorCode.NOT_FOUND

    def __init__(self, lot_id: int) -> None:
        super().__init__(Sentence("There is no lot {lot_id}.", lot_id=lot_id))
        self.lot_id = lot_id


class ReservationNotFound(CrmError):
    """The book has no reservation under this key."""

    code = LedgerErrorCode.NOT_FOUND

    def __init__(self, key: str) -> None:
        super().__init__(Sentence("There is no reservation {key!r}.", key=key))
        self.key = key


class RedemptionNotFound(CrmError):
    """The book has no redemption under this key."""

    code = LedgerErrorCode.NOT_FOUND

    def __init__(self, key: str) -> None:
        super().__init__(Sentence("There is no redemption {key!r}.", key=key))
        self.key = key


class AlreadyResolved(CrmError):
    """The reservation was voided or redeemed before, by another key."""

    code = LedgerErrorCode.ALREADY_RESOLVED

    def __init__(self, key: str) -> None:
        super().__init__(
            Sentence("The reservation {key!r} is already voided or redeemed.", key=key)
        )
        self.key = key


class ClawbackExceedsGrant(CrmError):
    """More was asked back for a lot than it was granted and not yet recalled."""

    code = LedgerErrorCode.CLAWBACK_EXCEEDS_GRANT
    field = "points"

    def __init__(self, *, requested: int, recallable: int) -> None:
        super().__init__(
            Sentence(
                "{requested} points were asked back, {recallable} are left to ask for.",
                requested=requested,
                recallable=recallable,
            )
        )
        self.requested = requested
        self.recallable = recallable


class ReinstatementExceedsClawback(CrmError):
    """More was to be reinstated than is recalled."""

    code = LedgerErrorCode.REINSTATEMENT_EXCEEDS_CLAWBACK
    field = "points"

    def __init__(self, *, requested: int, recalled: int) -> None:
        super().__init__(
            Sentence(
                "{requested} points were to be reinstated, {recalled} are recalled.",
                requested=requested,
                recalled=recalled,
            )
        )
        self.requested = requested
        self.recalled = recalled


class GiveBackExceedsRedemption(CrmError):
    """More was to be given back than the redemption burned and still keeps."""

    code = LedgerErrorCode.GIVE_BACK_EXCEEDS_REDEMPTION
    field = "points"

    def __init__(self, *, requested: int, burned: int) -> None:
        super().__init__(
            Sentence(
                "{requested} points were to be given back, {burned} are burned.",
                requested=requested,
                burned=burned,
            )
        )
        self.requested = requested
        self.burned = burned
