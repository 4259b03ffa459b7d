"""Fill a fresh shop by its own Python: staff, a payment app, two things to buy, a way to send them.

`python -m proof.live.catalog FILE` writes what a driver has to know of it as JSON. It is what no
stranger could do over HTTP, for somebody has to be the first member of staff.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import django

from ..item import ROOT


class _Elsewhere:
    """Tasks wait for the shop's worker."""

    def run(self) -> None:
        """Do nothing."""


def main(file: str) -> None:
    """Fill the shop and write the file."""
    django.setup()
    # First: other ways into the shop's API end in a circle of imports.
    importlib.import_module("saleor.graphql.api")
    # Behind the shop on the path: only the capture program is taken from there.
    sys.path.append(str(ROOT / "sandbox"))
    database = importlib.import_module("saleor.core.db.connection")
    with database.allow_writer():
        Path(file).write_text(json.dumps(_fill()))


def _fill() -> dict[str, Any]:
    catalogue = importlib.import_module("capture.recording.catalogue")
    shop = importlib.import_module("capture.recording.shop")
    token = catalogue.create_people()
    catalogue.fill(shop.Shop(None, _Elsewhere(), token))
    return {
        "app_token": token,
        "staff_email": shop.STAFF_EMAIL,
        "password": shop.PASSWORD,
        "ids": catalogue.ids(),
    }


if __name__ == "__main__":
    main(sys.argv[1])
