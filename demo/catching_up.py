"""Let the CRM do all that waits, as worker and beat would over the hours."""

import time
from collections.abc import Callable

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.loyalty import tasks as loyalty
from saleor_crm_plugin.observation.actions import drain
from saleor_crm_plugin.outbox.actions import deliver
from saleor_crm_plugin.outbox.queries import Backlog, backlog
from saleor_crm_plugin.tiers import tasks as tiers

TURN_SECONDS = 3.0

Progress = Callable[[Backlog], None]


def catch_up(progress: Progress) -> None:
    """Observe and deliver until nothing waits; `progress` is told what is left after each turn."""
    while True:
        until = time.monotonic() + TURN_SECONDS
        drain(now=clock.now(), deadline=until)
        deliver(now=clock.now(), deadline=until)
        left = backlog()
        progress(left)
        if not (left.marks or left.deliveries):
            return


def let_time_pass(progress: Progress) -> None:
    """Release and end points, and review tiers, as the hourly and nightly tasks do."""
    for task in (loyalty.release_due, loyalty.expire_due, tiers.review_all):
        task()
    catch_up(progress)
