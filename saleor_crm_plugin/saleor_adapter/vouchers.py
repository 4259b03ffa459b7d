"""Single-use codes inside a voucher of the merchant's: added, withdrawn, and what became of them.

What a code is worth, where and on what, is the voucher's affair. We add codes and take back our
own; a voucher's dates hold for all its codes, so a code that shall end sooner has to be withdrawn.
Saleor's webhooks about new codes are not sent: these codes are for one customer each.
"""

import datetime
import secrets
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connections, transaction

from .arrays import uuid_array
from .db import WRITER
from .reading import read_rows

# Without letters that are mistaken for digits or for each other: 31 ** 12 codes are 59 bits.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS, GROUP_LENGTH = 3, 4
MAX_CODES = 1_000
# A cart that was touched within this time may be about to become an order.
BUSY = datetime.timedelta(hours=24)

_VOUCHER = """
SELECT voucher.id, coalesce(voucher.name, '') AS name, voucher.single_use, voucher.usage_limit,
       voucher.start_date, voucher.end_date,
       coalesce(array_agg(channel.slug ORDER BY channel.slug)
                FILTER (WHERE channel.id IS NOT NULL), '{}') AS channels
FROM discount_voucher AS voucher
LEFT JOIN discount_voucherchannellisting AS listing ON listing.voucher_id = voucher.id
LEFT JOIN channel_channel AS channel ON channel.id = listing.channel_id
"""
VOUCHERS = f"{_VOUCHER}WHERE voucher.id = ANY(%(ids)s::int[]) GROUP BY voucher.id"
SINGLE_USE = f"""{_VOUCHER}
WHERE voucher.single_use AND (voucher.end_date IS NULL OR voucher.end_date > %(now)s)
GROUP BY voucher.id ORDER BY voucher.id DESC LIMIT %(most)s
"""
# A code must be nobody's: neither a voucher's nor a gift card's. In the order of the codes, so that
# two who add at once never wait for each other in a circle.
INSERT = """
INSERT INTO discount_vouchercode (id, code, used, is_active, voucher_id, created_at)
SELECT given.id, given.code, 0, true, %(voucher)s, %(now)s
FROM unnest(%(ids)s::uuid[], %(codes)s::text[]) AS given (id, code)
WHERE NOT EXISTS (SELECT FROM giftcard_giftcard WHERE code = given.code)
ORDER BY given.code
ON CONFLICT (code) DO NOTHING
RETURNING code
"""
# The shop counts uses only where the voucher limits them; what it makes inactive without an order
# was withdrawn. Locks: codes by their text.
WITHDRAW = """
WITH unused AS (
    SELECT id FROM discount_vouchercode
    WHERE code = ANY(%(codes)s::text[]) AND used = 0 AND is_active
    ORDER BY code FOR UPDATE
)
UPDATE discount_vouchercode SET is_active = false
FROM unused WHERE unused.id = discount_vouchercode.id
RETURNING discount_vouchercode.code
"""
# The shop marks a code and its cart in one transaction. Once the codes are locked, what the next
# statement sees of carts and orders is all that there can be.
LOCK = """
SELECT FROM discount_vouchercode WHERE code = ANY(%(codes)s::text[]) ORDER BY code FOR UPDATE
"""
# Between marking a code as used and making the order, the shop has only the cart to show for it: a
# cart that it has marked, or that somebody is busy with, keeps the code. The shop has no index of
# codes in carts, so they are looked through once for all codes of the call.
DELETE = """
WITH carried AS MATERIALIZED (
    SELECT DISTINCT voucher_code AS code FROM checkout_checkout
    WHERE voucher_code = ANY(%(codes)s::text[])
      AND (is_voucher_usage_increased OR last_change > %(touched)s)
), unused AS (
    SELECT held.id FROM discount_vouchercode AS held
    WHERE held.code = ANY(%(codes)s::text[]) AND held.used = 0 AND NOT held.is_active
      AND NOT EXISTS (
          SELECT FROM discount_vouchercustomer WHERE voucher_code_id = held.id
      )
      AND NOT EXISTS (SELECT FROM order_order WHERE voucher_code = held.code)
      AND NOT EXISTS (SELECT FROM carried WHERE carried.code = held.code)
)
DELETE FROM discount_vouchercode USING unused WHERE unused.id = discount_vouchercode.id
RETURNING discount_vouchercode.code
"""
STATES = """
SELECT code, is_active,
       used > 0 OR EXISTS (
           SELECT FROM order_order WHERE voucher_code = code AND status <> 'draft'
       ) AS is_used
FROM discount_vouchercode WHERE code = ANY(%(codes)s::text[])
"""
# What the customer saved: of the whole order, and of its single lines.
REDEMPTIONS = """
SELECT placed.voucher_code AS code, placed.id AS order_id, placed.created_at, placed.currency,
       placed.status IN ('canceled', 'expired') AS is_canceled,
       coalesce((SELECT sum(amount_value) FROM discount_orderdiscount
                 WHERE order_id = placed.id AND type = 'voucher'), 0)
       + coalesce((SELECT sum(saved.amount_value) FROM discount_orderlinediscount AS saved
                   JOIN order_orderline AS line ON line.id = saved.line_id
                   WHERE line.order_id = placed.id AND saved.type = 'voucher'), 0) AS discount
FROM order_order AS placed
WHERE placed.voucher_code = ANY(%(codes)s::text[]) AND placed.status <> 'draft'
ORDER BY placed.created_at, placed.id
"""


class VoucherRefused(ValueError):
    """No codes can be issued in this voucher; the text says why."""


class VoucherGone(VoucherRefused):
    """The shop has no such voucher."""

    def __init__(self, voucher_id: int) -> None:
        super().__init__(f"The shop has no voucher {voucher_id}.")
        self.voucher_id = voucher_id


class VoucherNotSingleUse(VoucherRefused):
    """A code of this voucher could be used by everybody who hears of it."""

    def __init__(self, voucher_id: int) -> None:
        super().__init__(
            f"Codes of voucher {voucher_id} can be used again and again. "
            "Limit the voucher to single use."
        )
        self.voucher_id = voucher_id


class VoucherEnded(VoucherRefused):
    """The voucher ends before the code could be used."""

    def __init__(self, voucher_id: int, ended_at: datetime.datetime) -> None:
        super().__init__(f"Voucher {voucher_id} ended at {ended_at.isoformat()}.")
        self.voucher_id, self.ended_at = voucher_id, ended_at


class TooManyCodes(ValueError):
    """More codes at once than a batch may have."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} codes at once; at most {MAX_CODES}.")
        self.count = count


@dataclass(frozen=True, kw_only=True, slots=True)
class VoucherSummary:
    """One voucher; `channels` are those in which it is worth something."""

    id: int
    name: str
    is_single_use: bool
    usage_limit: int | None
    starts_at: datetime.datetime
    ends_at: datetime.datetime | None
    channels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeOffer:
    """In which voucher codes are wanted, and until when they shall hold (None: as the voucher)."""

    voucher_id: int
    expires_at: datetime.datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeState:
    """What became of a code; the shop makes a used single-use code inactive."""

    is_used: bool
    is_active: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Redemption:
    """The order that a code was used in; `discount` is what it took off, in `currency`."""

    order_id: str
    at: datetime.datetime
    discount: Decimal
    currency: str
    is_canceled: bool


def vouchers(
    voucher_ids: Collection[int], *, using: str = WRITER
) -> dict[int, VoucherSummary]:
    """Return these vouchers; what the shop does not have is absent. One query."""
    if not voucher_ids:
        return {}
    found = read_rows(VOUCHERS, {"ids": list(voucher_ids)}, using)
    return {row["id"]: _summary(row) for row in found}


def single_use_vouchers(
    *, most: int, now: datetime.datetime, using: str = WRITER
) -> list[VoucherSummary]:
    """Return the vouchers that codes can be given of, the newest first. One query."""
    return [
        _summary(row)
        for row in read_rows(SINGLE_USE, {"now": now, "most": most}, using)
    ]


def _summary(row: dict[str, Any]) -> VoucherSummary:
    return VoucherSummary(
        id=row["id"],
        name=row["name"],
        is_single_use=row["single_use"],
        usage_limit=row["usage_limit"],
        starts_at=row["start_date"],
        ends_at=row["end_date"],
        channels=tuple(row["channels"]),
    )


def end_of_codes(
    offer: CodeOffer, *, now: datetime.datetime
) -> datetime.datetime | None:
    """Return when codes of this offer have to be withdrawn; None for never. One query.

    A code never outlives its voucher. Raises VoucherGone, VoucherNotSingleUse and VoucherEnded.
    """
    voucher = vouchers([offer.voucher_id]).get(offer.voucher_id)
    if voucher is None:
        raise VoucherGone(offer.voucher_id)
    if not voucher.is_single_use:
        raise VoucherNotSingleUse(offer.voucher_id)
    if voucher.ends_at is not None and voucher.ends_at <= now:
        raise VoucherEnded(offer.voucher_id, voucher.ends_at)
    ends = [end for end in (offer.expires_at, voucher.ends_at) if end is not None]
    return min(ends, default=None)


def draw_codes(count: int) -> list[str]:
    """Return so many different codes that nobody can guess; nothing is written."""
    drawn: dict[str, None] = {}
    while len(drawn) < count:
        drawn[_draw()] = None
    return list(drawn)


def add_codes(
    voucher_id: int, codes: Collection[str], *, now: datetime.datetime
) -> set[str]:
    """Add these codes (at most 1,000) to the voucher, in one INSERT; return those that are new.

    Whoever gives them away keeps whose they are in the same transaction. Raises TooManyCodes.
    """
    if len(codes) > MAX_CODES:
        raise TooManyCodes(len(codes))
    parameters: dict[str, Any] = {
        "voucher": voucher_id,
        "ids": uuid_array(str(uuid.uuid4()) for _ in codes),
        "codes": list(codes),
        "now": now,
    }
    return {row["code"] for row in read_rows(INSERT, parameters, WRITER)}


def withdraw_codes(codes: Collection[str]) -> set[str]:
    """Make those of the codes that nobody has used unusable; return which. Idempotent.

    A cart that holds such a code loses the discount when the shop computes it next. Locks the
    codes in their order.
    """
    return _changed(WITHDRAW, codes)


def delete_codes(codes: Collection[str], *, now: datetime.datetime) -> set[str]:
    """Delete those of the codes that were withdrawn unused; return which. Idempotent.

    What an order or a draft names stays, and what a cart carries that the shop has marked or that
    was touched in the last 24 hours: it may become an order at this moment. Locks the codes in
    their order.
    """
    if not codes:
        return set()
    with transaction.atomic(using=WRITER, savepoint=False):
        with connections[WRITER].cursor() as cursor:
            cursor.execute(LOCK, {"codes": list(codes)})
        return _changed(DELETE, codes, touched=now - BUSY)


def code_states(codes: Collection[str], *, using: str = WRITER) -> dict[str, CodeState]:
    """Return what became of these codes; deleted ones are absent. One query."""
    return {
        row["code"]: CodeState(is_used=row["is_used"], is_active=row["is_active"])
        for row in read_rows(STATES, {"codes": list(codes)}, using)
    }


def redemptions(
    codes: Collection[str], *, using: str = WRITER
) -> dict[str, Redemption]:
    """Return the order that each of these codes was used in, the latest; unused are absent.

    One query.
    """
    return {
        row["code"]: Redemption(
            order_id=str(row["order_id"]),
            at=row["created_at"],
            discount=row["discount"],
            currency=row["currency"],
            is_canceled=row["is_canceled"],
        )
        for row in read_rows(REDEMPTIONS, {"codes": list(codes)}, using)
    }


def _draw() -> str:
    return "-".join(
        "".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH))
        for _ in range(GROUPS)
    )


def _changed(statement: str, codes: Collection[str], **more: Any) -> set[str]:
    if not codes:
        return set()
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, {"codes": list(codes), **more})
        return {code for (code,) in cursor.fetchall()}
