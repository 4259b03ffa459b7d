"""The CRM's pages in the demo's Dashboard: registered by every start, shown where they were built."""

from runner.browsers import Stage
from saleor_crm_plugin.dashboard import built
from saleor_crm_plugin.dashboard.actions.install import install_dashboard

from .cast import gather
from .known import PASSWORD, STAFF_EMAIL
from .ports import Ports

MISSING = (
    "Its pages are missing: they are built with Node 20, which was not found here. "
    "Everything else works."
)


def register(ports: Ports) -> None:
    """Let the Dashboard know the pages, at this start's addresses; idempotent."""
    install_dashboard(language="en", origins=[ports.shell_url])


def are_built() -> bool:
    """Tell whether there are pages to serve."""
    return built.are_built()


def stage(ports: Ports) -> Stage:
    """Return what browser tests need to know of a shop that is served there.

    Whoever the tests need beside the shop's customers is made known to it first.
    """
    cast = gather()
    return Stage(
        api_url=ports.api_url,
        shell_url=ports.shell_url,
        storefront_url=ports.storefront_url,
        email=STAFF_EMAIL,
        password=PASSWORD,
        regular=cast.regular,
        colleague=cast.colleague,
    )
