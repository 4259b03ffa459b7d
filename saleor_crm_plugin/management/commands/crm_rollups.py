"""Makes the rollups of customers anew, or proves them against the shop's orders."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...core.clock import now
from ...insight.actions.prove import prove_rollups
from ...insight.actions.rebuild import RebuildProgress, rebuild_rollups
from ...saleor_adapter.db import allow_writer


class Command(BaseCommand):
    """`manage.py crm_rollups rebuild|prove`: both go on where a stopped run was."""

    help = (
        "rebuild: sum up everybody's orders anew. "
        "prove: compare the sums with the shop's orders and repair them; "
        "ends with an error where the shop is ahead of what was told."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["rebuild", "prove"])
        parser.add_argument(
            "--anew", action="store_true", help="begin a rebuild from the start again"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with allow_writer():
            if options["verb"] == "prove":
                self._prove()
            else:
                self._rebuild(anew=options["anew"])

    def _rebuild(self, *, anew: bool) -> None:
        progress = rebuild_rollups(now=now(), anew=anew, on_progress=self._show)
        if sys.stderr.isatty():
            self.stderr.write("")
        self.stdout.write(f"{progress.people} people, {progress.changed} changed.")

    def _show(self, progress: RebuildProgress) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{progress.people:,} people", ending="")

    def _prove(self) -> None:
        report = prove_rollups(now=now())
        self.stdout.write(
            f"{report.compared} people compared, {report.different} differed, "
            f"{report.different - report.unsettled} repaired."
        )
        if report.unsettled:
            raise CommandError(
                f"The shop is ahead of what was told about {report.unsettled} people; "
                "their orders are marked to be observed."
            )
