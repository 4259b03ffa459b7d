"""Read chosen orders anew, as if nothing were known about how they look."""

import datetime
from collections.abc import Sequence

from django.db import connections, transaction

from ...core.facts import Origin
from ...saleor_adapter.db import WRITER
from .observe_orders import ObserveReport, observe_orders

FORGET_LOOKS = (
    "UPDATE crm_told_order SET fingerprint = NULL WHERE order_id = ANY(%s::uuid[])"
)


def rebuild(ids: Sequence[str], *, now: datetime.datetime) -> ObserveReport:
    """Observe these orders (1,000 at most) although they look as they did, and remember them anew.

    For states that an older version stored with less in them. What was told stays told: only
    differences become facts, of origin `rebuild`, which start nothing. Locks the told rows.
    """
    with transaction.atomic(using=WRITER):
        with connections[WRITER].cursor() as cursor:
            cursor.execute(FORGET_LOOKS, (sorted(set(ids)),))
        return observe_orders(ids, origin=Origin.REBUILD, now=now)
