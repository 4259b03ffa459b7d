"""What observation keeps about people: states without personal text."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db import connections

from ..core.addresses import Address
from ..identity.moving import Merge, Moves
from ..identity.person_data import PersonData, person_data
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.plain_addresses import order_addresses
from ..saleor_adapter.reading import read_rows
from .models import ToldCheckout, ToldCustomer, ToldOrder

LOCK_ORDERS = """
SELECT FROM crm_told_order WHERE profile_id = ANY(%s) ORDER BY order_id FOR NO KEY UPDATE
"""
LOCK_CUSTOMERS = """
SELECT FROM crm_told_customer WHERE profile_id = ANY(%s) ORDER BY user_id FOR NO KEY UPDATE
"""
LOCK_CHECKOUTS = """
SELECT FROM crm_told_checkout WHERE profile_id = ANY(%s) ORDER BY checkout_id FOR NO KEY UPDATE
"""
# Everything that the identifiers of a profile lead to, whoever it was told of.
MARK_THEIRS = """
WITH account AS (
    SELECT value_hash::int AS user_id FROM crm_identifier
    WHERE profile_id = %(profile)s AND type = 'user'
), address AS (
    SELECT value_hash FROM crm_identifier
    WHERE profile_id = %(profile)s AND type = 'email'
)
INSERT INTO crm_mark (kind, object_id, origin)
SELECT 'order', order_id::text, 'sweep' FROM (
    SELECT order_id FROM crm_told_order WHERE user_id IN (SELECT user_id FROM account)
    UNION
    SELECT order_id FROM crm_told_order
    WHERE email_hash IN (SELECT value_hash FROM address) AND email_hash <> ''
) AS theirs
UNION ALL
SELECT 'customer', user_id::text, 'sweep' FROM account
"""
LAST_ORDERS = """
SELECT asked.profile AS profile_id, told.order_id::text AS order_id
FROM unnest(%(profiles)s::bigint[]) AS asked (profile)
CROSS JOIN LATERAL (
    SELECT order_id FROM crm_told_order
    WHERE profile_id = asked.profile AND placed_at IS NOT NULL
    ORDER BY placed_at DESC LIMIT 1
) AS told
"""
CHECKOUTS_FOLLOW = """
UPDATE crm_told_checkout AS cart SET profile_id = %(source)s
FROM crm_identifier AS known
WHERE cart.profile_id = %(target)s AND known.profile_id = %(source)s
  AND (
      (known.type = 'user' AND known.value_hash = cart.user_id::text)
      OR (known.type = 'email' AND known.value_hash = cart.email_hash AND cart.user_id IS NULL)
  )
"""


@person_data.register
class ToldStates(PersonData):
    """Told orders and accounts: ids, amounts and keyed hashes only, so nothing to erase.

    They have to stay, for else everything would be told once more.
    """

    code = "observation"
    lock_position = 30
    models = (ToldOrder, ToldCustomer)
    moves = (Moves(ToldOrder), Moves(ToldCustomer))

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return what was told about the person's accounts and orders."""
        accounts = ToldCustomer.objects.filter(profile_id=profile_id)
        orders = ToldOrder.objects.filter(profile_id=profile_id, is_placed=True)
        states = [
            *accounts.order_by("user_id").values_list("state", flat=True),
            *orders.order_by("placed_at", "order_id").values_list("state", flat=True),
        ]
        return [state for state in states if state is not None]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Change nothing: a told state carries no personal text."""
        return 0

    def addresses(self, profile_ids: Collection[int]) -> dict[int, Address]:
        """Return where each person's last order went; all that is known of guests. Two queries."""
        if not profile_ids:
            return {}
        last = read_rows(LAST_ORDERS, {"profiles": list(profile_ids)}, WRITER)
        found = order_addresses([row["order_id"] for row in last])
        return {
            row["profile_id"]: found[row["order_id"]]
            for row in last
            if row["order_id"] in found
        }

    def lock(self, profile_ids: Collection[int]) -> None:
        """Lock told rows as observers do, who hold them before anything else."""
        with connections[WRITER].cursor() as cursor:
            cursor.execute(LOCK_ORDERS, (list(profile_ids),))
            cursor.execute(LOCK_CUSTOMERS, (list(profile_ids),))

    def unmerge(self, merge: Merge) -> dict[str, int]:
        """Give back what was told, and have looked at again what came since by an identifier.

        An order that belongs to the other profile now is told as reassigned, with its points.
        """
        super().unmerge(merge)
        with connections[WRITER].cursor() as cursor:
            cursor.execute(MARK_THEIRS, {"profile": merge.source_id})
        return {}


@person_data.register
class ToldCheckouts(PersonData):
    """Told carts: ids, amounts and keyed hashes only, forgotten some time after they are closed."""

    code = "observation.checkouts"
    lock_position = 31
    models = (ToldCheckout,)
    moves = (Moves(ToldCheckout),)

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return what was told about the person's carts that is still remembered."""
        rows = ToldCheckout.objects.filter(profile_id=profile_id)
        states = rows.order_by("last_change", "checkout_id").values_list(
            "state", flat=True
        )
        return [state for state in states if state is not None]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Change nothing: without its row an open cart would be told once more."""
        return 0

    def lock(self, profile_ids: Collection[int]) -> None:
        """Lock told rows as observers do, who hold them before anything else."""
        with connections[WRITER].cursor() as cursor:
            cursor.execute(LOCK_CHECKOUTS, (list(profile_ids),))

    def unmerge(self, merge: Merge) -> dict[str, int]:
        """Give back carts, also those that were filled since under an identifier that went back."""
        super().unmerge(merge)
        with connections[WRITER].cursor() as cursor:
            cursor.execute(
                CHECKOUTS_FOLLOW,
                {"source": merge.source_id, "target": merge.target_id},
            )
        return {}
