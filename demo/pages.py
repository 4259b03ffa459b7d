"""The CRM's pages in the demo's Dashboard: registered by every start, shown where they were built."""

from importlib import resources

from django.core.management import call_command

from runner.browsers import Stage

from .ports import Ports
from .scenery import PASSWORD, STAFF_EMAIL

MISSING = (
    "Its pages are missing: they are built with Node 20, which was not found when the demo "
    "started. Everything else works."
)


def register(ports: Ports) -> None:
    """Let the Dashboard know the pages, at this start's addresses; idempotent."""
    call_command("crm_install_dashboard", verbosity=0)


def are_built() -> bool:
    """Tell whether the pages' files are there to be served."""
    files = resources.files("saleor_crm_plugin.dashboard") / "files"
    return (files / "index.html").is_file()


def stage(ports: Ports) -> Stage:
    """Return what browser tests need to know of a shop that is served there."""
    return Stage(
        api_url=ports.api_url,
        shell_url=ports.shell_url,
        email=STAFF_EMAIL,
        password=PASSWORD,
    )
