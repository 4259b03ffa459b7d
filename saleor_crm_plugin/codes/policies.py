"""What has become of a code whose time is over, after a look at it."""

import datetime
import enum

# A cart that carries it has this long to become an order before the code is deleted. The shop may
# also make a code active again, when a payment fails or a draft is deleted: so it is looked at on.
BETWEEN_LOOKS = datetime.timedelta(days=1)
WATCHED_FOR = datetime.timedelta(days=30)


class Ending(enum.StrEnum):
    """What became of a code after its time; OPEN while it is still looked at.

    DELETED: it is in the shop no more. USED: an order has it. KEPT: nobody has used it, but
    something in the shop still names it; it is withdrawn.
    """

    OPEN = ""
    DELETED = "deleted"
    USED = "used"
    KEPT = "kept"


def ending_after(
    is_used: bool | None, *, expired_at: datetime.datetime, now: datetime.datetime
) -> Ending:
    """Return the code's ending; OPEN while it has to be looked at again.

    `is_used` is None for a code that the shop has no longer.
    """
    if is_used is None:
        return Ending.DELETED
    if now < expired_at + WATCHED_FOR:
        return Ending.OPEN
    return Ending.USED if is_used else Ending.KEPT
