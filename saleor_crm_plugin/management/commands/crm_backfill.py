"""Tells the CRM the shop's whole past; can be stopped and started again at will."""

import sys
import time
from argparse import ArgumentTypeError
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ...core.clock import now
from ...observation.actions import BackfillProgress, backfill
from ...outbox.actions import deliver
from ...saleor_adapter.db import allow_writer
from ...timeline.partitions import ensure_partitions_since

WIDTH = 30
# While one waits for the database, the other reckons; from four on nothing is gained.
WORKERS = 2
MOST_WORKERS = 4


def _number_of_workers(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_WORKERS:
        raise ArgumentTypeError(f"{number} is not between 1 and {MOST_WORKERS}.")
    return number


class Command(BaseCommand):
    """`manage.py crm_backfill`: observe all accounts and orders, and handle what that tells."""

    help = (
        "Read all accounts and orders of the shop, oldest first. Nothing is sent to anybody. "
        "Can be interrupted and started again; a finished run does nothing more."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--anew", action="store_true", help="begin from the start again"
        )
        parser.add_argument(
            "--workers",
            type=_number_of_workers,
            default=WORKERS,
            help=f"how many pages of orders at once, each on a connection of its own: 1 to {MOST_WORKERS}; "
            "%(default)s unless told",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        with allow_writer():
            progress = backfill(
                now=now(),
                on_progress=self._after_page,
                prepare=partial(ensure_partitions_since, now=now()),
                anew=options["anew"],
                workers=options["workers"],
            )
            deliver(now=now())
        if sys.stderr.isatty():
            self.stderr.write("")
        self.stdout.write(
            f"{progress.customers} accounts and {progress.orders} orders "
            f"in {time.monotonic() - started:.1f} s."
        )

    def _after_page(self, progress: BackfillProgress) -> None:
        # What could not be handled together with its page.
        deliver(now=now())
        if sys.stderr.isatty():
            self._show(progress)

    def _show(self, progress: BackfillProgress) -> None:
        full = round(progress.share * WIDTH)
        bar = "█" * full + "░" * (WIDTH - full)
        self.stderr.write(
            f"\r{bar} {progress.share:4.0%}  {progress.orders:,} of {progress.orders_total:,} orders",
            ending="",
        )
