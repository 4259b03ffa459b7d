"""Let the CRM do all that waits, as worker and beat would over the hours."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event

from django.db import connections
from saleor.core.db.connection import allow_writer

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.loyalty import tasks as loyalty
from saleor_crm_plugin.observation.actions import drain
from saleor_crm_plugin.outbox.actions import deliver
from saleor_crm_plugin.outbox.queries import Backlog, backlog
from saleor_crm_plugin.tiers import tasks as tiers

TURN_SECONDS = 3.0
# Between two looks when nothing waits.
REST_SECONDS = 0.5

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


@contextmanager
def keeping_up() -> Iterator[None]:
    """Let a second process observe and deliver meanwhile, as a worker does in a running shop.

    Raises RuntimeError if that process failed. What is left at the end is `catch_up`'s.
    """
    processes = multiprocessing.get_context("fork")
    is_over = processes.Event()
    # A connection that two processes share would answer either of them.
    connections.close_all()
    worker = processes.Process(target=_keep_up, args=(is_over,), daemon=True)
    worker.start()
    try:
        yield
    finally:
        is_over.set()
        worker.join()
    if worker.exitcode:
        raise RuntimeError(f"The second process ended with {worker.exitcode}.")


def _keep_up(is_over: Event) -> None:
    with allow_writer():
        while not is_over.wait(REST_SECONDS):
            until = time.monotonic() + TURN_SECONDS
            drain(now=clock.now(), deadline=until)
            deliver(now=clock.now(), deadline=until)
    connections.close_all()


def let_time_pass(progress: Progress) -> None:
    """Release and end points, and review tiers, as the hourly and nightly tasks do."""
    for task in (loyalty.release_due, loyalty.expire_due, tiers.review_all):
        task()
    catch_up(progress)
