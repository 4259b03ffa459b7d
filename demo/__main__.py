"""`python -m demo`: fill the shop once, then run it, or check it and leave (`CHECK=1`).

`SIZE=full` replays all 69,659 purchases instead of the published tenth.
"""

import datetime
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault(
    "SECRET_KEY", "the demo signs on loopback only, with this key of no worth"
)

from .ports import choose_ports

PORTS = choose_ports()
# Links in letters lead here; and the guard against copies knows this installation by both.
os.environ.update({"PUBLIC_URL": PORTS.shop_url, "CRM_INSTANCE_ID": "demo"})

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from operations.acting import one_request  # noqa: E402
from saleor.account.models import User  # noqa: E402
from saleor.core.db.connection import allow_writer  # noqa: E402
from saleor.order.models import Order  # noqa: E402

from runner import environment  # noqa: E402
from saleor_crm_plugin.core import clock  # noqa: E402

from . import (  # noqa: E402
    campaign,
    campaign_stage,
    catching_up,
    cdnow,
    follow_ups,
    pages,
    scenery,
)
from .check import check  # noqa: E402
from .known import PASSWORD, STAFF_EMAIL  # noqa: E402
from .queries import readme_queries  # noqa: E402
from .replay import (  # noqa: E402
    ONE_RETURN_IN,
    email_of,
    open_all_accounts,
    place_orders,
    return_some,
)
from .screen import bar, console  # noqa: E402
from .serving import Running, serving  # noqa: E402
from .shoppers import allow_marketing  # noqa: E402
from .story import play  # noqa: E402


def main() -> int:
    """Return the exit code."""
    size = cdnow.Size(os.environ.get("SIZE") or cdnow.Size.SAMPLE)
    started = time.monotonic()
    with allow_writer():
        shop, replayed = _fill(size)
        shopper = _busiest_shopper()
        campaign_stage.end_earlier_ones()
        follow_ups.open_up(PORTS)
        pages.register(PORTS)
        allow_marketing(shopper, now=clock.now())
        replayed["seconds_to_fill"] = round(time.monotonic() - started, 1)
        connections.close_all()
        with serving(PORTS) as running:
            _tell_that_it_is_served()
            if os.environ.get("CHECK"):
                return check(running, shop, shopper, replayed)
            _welcome(running, shopper)
            wrong = play(shop, running).wrong
            wrong += campaign.run(shop, running).wrong
            for finding in wrong:
                console.print(f"Wrong: {finding}")
            running.supervisor.watch()
    return 0


def _fill(size: cdnow.Size) -> tuple[scenery.Scenery, dict[str, Any]]:
    call_command("migrate", verbosity=0)
    found = scenery.find()
    if found is not None:
        orders = Order.objects.count()
        console.print(f"The shop of an earlier start is used again: {orders} orders.")
        with bar("What time brought") as waiting:
            catching_up.catch_up(
                lambda left: waiting.left(left.marks + left.deliveries)
            )
            catching_up.let_time_pass(
                lambda left: waiting.left(left.marks + left.deliveries)
            )
        return found, {"orders": orders, "orders_per_second": None}
    environment.bring(environment.DATA_EXTRA)
    yesterday = datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days=1)
    purchases = cdnow.shifted_to_end_on(cdnow.read_purchases(size), yesterday)
    shop = scenery.build(opened_on=purchases[0].on)
    return shop, _replay(shop, purchases)


def _replay(shop: scenery.Scenery, purchases: list[cdnow.Purchase]) -> dict[str, Any]:
    started = time.monotonic()
    console.print(f"Replaying {len(purchases)} purchases of CDNOW, 1997 and 1998.")
    users = open_all_accounts(purchases)
    with (
        catching_up.keeping_up(),
        bar("Orders in the shop", len(purchases)) as orders_bar,
    ):
        placed = [
            order
            for batch in place_orders(shop, purchases, users, orders_bar.step)
            for order in batch
        ]
    with bar("Points, tiers, timelines") as waiting:
        catching_up.catch_up(lambda left: waiting.left(left.marks + left.deliveries))
    with (
        bar("Returns with refund", len(placed[::ONE_RETURN_IN])) as returns_bar,
        one_request(),
    ):
        returned = return_some(placed, returns_bar.step)
    with bar("What time brought") as waiting:
        catching_up.let_time_pass(
            lambda left: waiting.left(left.marks + left.deliveries)
        )
    seconds = time.monotonic() - started
    return {
        "orders": len(placed),
        "returns": returned,
        "orders_per_second": round(len(placed) / seconds, 1),
    }


def _busiest_shopper() -> User:
    of_the_records = Order.objects.filter(user__email__startswith="customer")
    order = of_the_records.order_by("-created_at").first()
    return order.user if order else User.objects.get(email=email_of("00004"))


def _tell_that_it_is_served() -> None:
    """Write to the file that `CRM_DEMO_SERVED` names where all answers: somebody waits for it."""
    if served := os.environ.get("CRM_DEMO_SERVED"):
        whole = Path(f"{served}.new")
        whole.write_text(json.dumps(pages.stage(PORTS).as_json()))
        whole.replace(served)


def _welcome(running: Running, shopper: User) -> None:
    queries = readme_queries()
    console.print(f"\nThe shop answers at {running.ports.shop_url}/graphql/")
    console.print(f"The mailbox is at    {running.ports.mailbox_url}/")
    console.print(f"The storefront is at {running.ports.storefront_url}")
    console.print(f"The Dashboard is at  {running.ports.shell_url}/")
    if not pages.are_built():
        console.print(pages.MISSING)
    console.print(f"Staff:   {STAFF_EMAIL}  password {PASSWORD}")
    console.print(f"Shopper: {shopper.email}  password {PASSWORD}")
    console.print(
        "\nSign in with this, and send the token as `Authorization: Bearer …`:"
    )
    console.print(
        f'mutation {{ tokenCreate(email: "{shopper.email}", password: "{PASSWORD}") '
        "{ token errors { message } } }"
    )
    if "MyPoints" in queries:
        console.print(f"\nThen ask:\n{queries['MyPoints']}")
    console.print("Ctrl-C stops everything; the next start finds it all again.\n")


if __name__ == "__main__":
    sys.exit(main())
