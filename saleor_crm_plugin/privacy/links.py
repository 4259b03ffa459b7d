"""The link by which a copy is fetched."""

import datetime

from ..saleor_adapter.public_url import plugin_url
from ..saleor_adapter.signing import sign

COPY = "copy"
KEPT = datetime.timedelta(days=7)


def copy_url(export_id: int) -> str:
    """Return the address of a finished copy; it works for 7 days at most.

    Whoever has it can fetch the copy: show it to the person and to staff alone.
    """
    return plugin_url(f"{COPY}/{sign(COPY, [export_id])}")
