"""`python -m demo.small`: a shop of three people, served while the smoke of the browsers runs.

The database is the one of `DATABASE_URL`, and must be empty.
"""

import os
import sys

os.environ.setdefault(
    "SECRET_KEY", "the demo signs on loopback only, with this key of no worth"
)

from .ports import choose_ports

PORTS = choose_ports()
os.environ.update({"PUBLIC_URL": PORTS.shop_url, "CRM_INSTANCE_ID": "smoke"})

import django  # noqa: E402

django.setup()

import datetime  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from contextlib import contextmanager  # noqa: E402

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from operations import fulfillments  # noqa: E402
from saleor.core.db.connection import allow_writer  # noqa: E402

from runner import browsers  # noqa: E402
from runner.folders import data_folder  # noqa: E402
from runner.processes import supervised  # noqa: E402

from . import catching_up, pages, scenery  # noqa: E402
from .serving import Engine, shell_program, wait_for, web_program  # noqa: E402
from .shoppers import new_shopper  # noqa: E402
from .shopping import fill_cart, order_cart  # noqa: E402

SHOPPERS = (("Giulia", "it"), ("Li", "zh-hans"), ("Tom", "en"))


def main() -> int:
    """Return Playwright's exit code."""
    with allow_writer():
        call_command("migrate", verbosity=0)
        _fill()
        pages.register(PORTS)
        connections.close_all()
    with _served():
        return browsers.run(pages.stage(PORTS), ["--grep=@smoke"], browsers.LOOKS[:1])


def _fill() -> None:
    shop = scenery.build(opened_on=datetime.datetime.now(datetime.UTC).date())
    for name, language in SHOPPERS:
        shopper = new_shopper(name, language)
        fulfillments.fulfill(order_cart(fill_cart(shop, shopper.user)))
    catching_up.catch_up(lambda _: None)


@contextmanager
def _served() -> Iterator[None]:
    """Serve API and shell; nothing works in the background, for nothing waits."""
    logs = data_folder() / "smoke-logs"
    engine = Engine(python=sys.executable, variables={}, scheduler=())
    with supervised() as supervisor:
        shell = supervisor.start(shell_program(PORTS, logs))
        web = supervisor.start(web_program(engine, PORTS, logs))
        PORTS.hand_over()
        wait_for(shell, PORTS.shell)
        wait_for(web, PORTS.web)
        yield


if __name__ == "__main__":
    sys.exit(main())
