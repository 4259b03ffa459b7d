"""A nursery of senders: a child sends what is due at the moment that its line says."""

import datetime
import importlib
import os
import sys
from contextlib import AbstractContextManager
from pathlib import Path

import django

from proof.nursery import Nursery, nursery, serve


def senders(database_url: str, folder: Path) -> AbstractContextManager[Nursery]:
    """Give a nursery of senders on this database; what goes wrong is written in the folder."""
    variables = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "CRM_INSTANCE_ID": "this-very-shop",
        "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path),
        "DATABASE_URL": database_url,
    }
    command = [sys.executable, "-m", __name__]
    return nursery(command, variables=variables, log=folder / "senders.log")


def _serve() -> None:
    django.setup()
    # The shop's models can be imported from here on only.
    messaging = importlib.import_module("saleor_crm_plugin.messaging.actions.send")
    adapter = importlib.import_module("saleor_crm_plugin.saleor_adapter.db")

    def send(line: str) -> None:
        with adapter.allow_writer():
            messaging.send_due(now=datetime.datetime.fromisoformat(line))

    serve(send)


if __name__ == "__main__":
    _serve()
