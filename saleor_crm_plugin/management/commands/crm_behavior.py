"""Compares what behavior adds up to with its events, and makes it anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...behavior.actions.prove import prove_sums, verify_sums
from ...core.clock import now
from ...saleor_adapter.db import allow_writer


class Command(BaseCommand):
    """`manage.py crm_behavior verify|rebuild`: rebuild goes on where a stopped run was."""

    help = (
        "verify: compare days, interests and keywords with the events, and change nothing; "
        "ends with an error where any differ. "
        "rebuild: the same, and make those anew that differ."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["verify", "rebuild"])

    def handle(self, *args: Any, **options: Any) -> None:
        with allow_writer():
            if options["verb"] == "verify":
                self._verify()
            else:
                self._rebuild()

    def _verify(self) -> None:
        wrong = 0
        for one in verify_sums(now=now()):
            if one.wrong:
                wrong += 1
                self.stdout.write(
                    f"profile {one.profile_id}: {one.wrong} rows of {one.table}"
                )
        if wrong:
            raise CommandError(f"{wrong} sums differ; rebuild makes them anew.")
        self.stdout.write("No sums differ.")

    def _rebuild(self) -> None:
        report = prove_sums(now=now())
        self.stdout.write(
            f"{report.compared} people compared, {report.different} differed and were "
            f"made anew, {report.aged} had aged."
        )
