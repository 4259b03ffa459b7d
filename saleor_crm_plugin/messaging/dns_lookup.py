"""Read text records from the DNS that this machine uses, for a short while only."""

import time
from collections.abc import Sequence

from .sender_domains import Lookup, LookupFailed

ONE_LOOKUP, ALL_LOOKUPS = 2.0, 8.0


def dns_lookup() -> Lookup:
    """Return a function that reads text records; all its lookups together take 8 seconds at most."""
    # Only who asks needs the library: workers and other requests never load it.
    from dns.exception import DNSException  # noqa: PLC0415
    from dns.resolver import NXDOMAIN, NoAnswer, Resolver  # noqa: PLC0415

    over_at = time.monotonic() + ALL_LOOKUPS

    def lookup(name: str) -> Sequence[str]:
        left = min(ONE_LOOKUP, over_at - time.monotonic())
        if left <= 0:
            raise LookupFailed
        try:
            answer = Resolver().resolve(f"{name}.", "TXT", lifetime=left)
        except (NXDOMAIN, NoAnswer):
            return []
        except (DNSException, OSError) as error:
            raise LookupFailed from error
        # One record may come in several pieces, which belong together.
        return [
            b"".join(record.strings).decode("utf-8", "replace") for record in answer
        ]

    return lookup
