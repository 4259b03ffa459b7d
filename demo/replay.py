"""The purchases go through the shop: accounts, guests, orders, parcels, and some returns."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_DOWN, Decimal

from operations import fulfillments, payments
from operations.replay import Account, Bought, Purchase, open_accounts, replay
from saleor.account.models import User
from saleor.order.models import Order
from saleor.payment.models import TransactionItem

from . import cdnow
from .known import PASSWORD
from .scenery import Scenery

NOON = datetime.time(12, tzinfo=datetime.UTC)
SENT_AFTER = datetime.timedelta(days=2)
# The records know no guests and no returns; these shares of ours make some, always the same.
ONE_GUEST_IN = 10
ONE_RETURN_IN = 50
CENT = Decimal("0.01")

Progress = Callable[[int], None]


def email_of(customer: str) -> str:
    """Return the address of one customer of the records."""
    return f"customer{customer}@example.com"


def open_all_accounts(purchases: Sequence[cdnow.Purchase]) -> dict[str, User]:
    """Open an account for everybody but the guests; returns them by customer."""
    guests = guests_among(purchases)
    joined: dict[str, datetime.date] = {}
    for purchase in purchases:
        if purchase.customer not in guests:
            joined.setdefault(purchase.customer, purchase.on)
    accounts = [
        Account(
            email=email_of(customer),
            joined_at=datetime.datetime.combine(day, datetime.time(11), datetime.UTC),
            first_name="Customer",
            last_name=customer,
        )
        for customer, day in joined.items()
    ]
    users = open_accounts(accounts, password=PASSWORD)
    return dict(zip(joined, users, strict=True))


def guests_among(purchases: Sequence[cdnow.Purchase]) -> frozenset[str]:
    """Return who buys as a guest: every tenth of those who came only once."""
    visits = Counter(purchase.customer for purchase in purchases)
    once = sorted(customer for customer, count in visits.items() if count == 1)
    return frozenset(once[::ONE_GUEST_IN])


def place_orders(
    scenery: Scenery,
    purchases: Sequence[cdnow.Purchase],
    users: dict[str, User],
    progress: Progress,
) -> Iterator[list[Order]]:
    """Place, pay and send every purchase; gives each batch of orders when its hooks were called."""
    orders = (_as_order(scenery, purchase, users) for purchase in purchases)
    for batch in replay(scenery.channel, orders):
        progress(len(batch))
        yield batch


def return_some(orders: Sequence[Order], progress: Progress) -> int:
    """Take every fiftieth sent order back, with its money; returns how many."""
    returned = 0
    for order in orders[::ONE_RETURN_IN]:
        if not order.lines.filter(quantity_fulfilled__gt=0).exists():
            continue
        fulfillments.return_lines(
            order, {line: line.quantity for line in order.lines.all()}
        )
        if order.total_gross_amount:
            payments.report_event(
                TransactionItem.objects.get(order=order),
                "refund_success",
                order.total_gross_amount,
                reference=f"return-{order.number}",
            )
        returned += 1
        progress(1)
    return returned


def _as_order(
    scenery: Scenery, purchase: cdnow.Purchase, users: dict[str, User]
) -> Purchase:
    placed_at = datetime.datetime.combine(purchase.on, NOON)
    return Purchase(
        email=email_of(purchase.customer),
        user=users.get(purchase.customer),
        bought=list(_discs(scenery, purchase)),
        placed_at=placed_at,
        sent_at=placed_at + SENT_AFTER if _is_sent(purchase) else None,
    )


def _is_sent(purchase: cdnow.Purchase) -> bool:
    return purchase.on + SENT_AFTER <= datetime.datetime.now(datetime.UTC).date()


def _discs(scenery: Scenery, purchase: cdnow.Purchase) -> Iterator[Bought]:
    # The records know the dollars of all discs together; the last one takes what does not divide.
    album, special = scenery.records
    each = (purchase.dollars / purchase.discs).quantize(CENT, ROUND_DOWN)
    if purchase.discs > 1:
        yield Bought(variant=album, quantity=purchase.discs - 1, unit_price=each)
    rest = purchase.dollars - each * (purchase.discs - 1)
    yield Bought(variant=special, quantity=1, unit_price=rest)
