"""Registers the CRM's pages with the Saleor Dashboard."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...dashboard.actions.install import install_dashboard
from ...dashboard.addresses import MANIFEST, app_url
from ...dashboard.built import are_built
from ...dashboard.mounts import LANGUAGES
from ...dashboard.policies.origins import InvalidOrigin
from ...saleor_adapter.dashboard_app import AddressTooLong, Kept
from ...saleor_adapter.db import allow_writer
from ...saleor_adapter.public_url import plugin_url


class Command(BaseCommand):
    """`manage.py crm_install_dashboard`: add the app and its menus, or bring them up to date."""

    help = (
        "Add the CRM's pages to the Saleor Dashboard, or bring what is there up to date. "
        "Run it again after an upgrade and whenever the shop's public address changes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--origin",
            action="append",
            default=[],
            metavar="URL",
            help="where the Dashboard runs, such as https://dashboard.example.com; may be repeated; "
            "not needed where the Dashboard and the API share one",
        )
        parser.add_argument(
            "--language",
            choices=LANGUAGES,
            help="of the names in the menus, which are the same for all staff",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with allow_writer():
                kept = install_dashboard(
                    language=options["language"], origins=options["origin"]
                )
        except InvalidOrigin as refusal:
            raise CommandError(
                f"{refusal.given!r} is no origin: give scheme, host and port, and no path."
            ) from refusal
        except AddressTooLong as refusal:
            raise CommandError(
                f"Saleor keeps addresses of at most 200 letters; ours begin with {refusal}."
            ) from refusal
        self._say(kept)

    def _say(self, kept: Kept) -> None:
        verb = "Installed" if kept.is_new else "Found"
        self.stdout.write(
            f"{verb} the app: {kept.made} places made, {kept.changed} rows changed, "
            f"{kept.removed} places removed."
        )
        if kept.left_out:
            self.stdout.write(
                f"This Saleor has no place for: {', '.join(kept.left_out)}."
            )
        self.stdout.write(f"Pages: {app_url()}/  Manifest: {plugin_url(MANIFEST)}")
        if not app_url().startswith("https://"):
            self.stdout.write(
                "The shop's address is not https: the pages work only where the browser runs on "
                "the same machine. Set PUBLIC_URL and run this again."
            )
        if not are_built():
            self.stdout.write(
                "The built pages are missing from this copy of the package (built without Node)."
            )
