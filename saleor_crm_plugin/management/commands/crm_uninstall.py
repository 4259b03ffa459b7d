"""Prepares the shop for removing the package: nothing of it stays in Saleor's own tables."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from ...saleor_adapter.db import allow_writer
from ...saleor_adapter.uninstall import count_leftovers, remove_leftovers


class Command(BaseCommand):
    """Remove periodic tasks, Dashboard app and plugin settings; the CRM's data stays."""

    help = (
        "Remove what beat and the Dashboard would keep after the package is gone. "
        "The CRM's own tables stay; drop them with `manage.py migrate saleor_crm_plugin zero`."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Only say what would be removed."
        )

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        with allow_writer():
            found = count_leftovers() if dry_run else remove_leftovers()
        verb = "Would remove" if dry_run else "Removed"
        self.stdout.write(
            f"{verb} {found.periodic_tasks} periodic tasks, {found.apps} Dashboard apps "
            f"and {found.plugin_configurations} plugin settings."
        )
        if not dry_run:
            self.stdout.write(
                "Next: `manage.py migrate saleor_crm_plugin zero` drops the CRM's tables "
                "and data for good; then uninstall the package and restart web, worker and beat."
            )
