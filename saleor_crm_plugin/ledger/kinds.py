"""The words of the books: accounts, kinds of transactions, and what a shortfall becomes."""

import enum


class AccountKind(enum.StrEnum):
    """Where a point can be. `issued` and `owed` are zero or below, all others zero or above."""

    ISSUED = "issued"
    PENDING = "pending"
    AVAILABLE = "available"
    RESERVED = "reserved"
    BURNED = "burned"
    EXPIRED = "expired"
    CLAWED_BACK = "clawed_back"
    OWED = "owed"


class TransactionKind(enum.StrEnum):
    """The verbs. A key is unique within a book and a kind."""

    ACCRUE = "accrue"
    RELEASE = "release"
    WITHHOLD = "withhold"
    RESERVE = "reserve"
    VOID = "void"
    REDEEM = "redeem"
    EXPIRE = "expire"
    CLAW_BACK = "claw_back"
    REINSTATE = "reinstate"
    RECOVER = "recover"
    GIVE_BACK = "give_back"
    TRANSFER = "transfer"
    IMPORT = "import"
    ADJUST = "adjust"


class ShortfallPolicy(enum.StrEnum):
    """What becomes of the part of a clawback that nobody has the points for.

    `forgiven` is never collected; `owed` is a debt that must be covered before anything can be
    spent; `recovered` is a debt that does not block spending. Both debts are paid from the next
    earning. Points that come back (a void, a redemption given back, a reinstatement) settle a
    shortfall first whatever the policy, so that no cycle mints points.
    """

    FORGIVEN = "forgiven"
    OWED = "owed"
    RECOVERED = "recovered"
