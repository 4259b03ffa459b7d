"""Keep the addresses that messages lead to, once each however many messages carry them."""

import hashlib
from collections.abc import Collection

from django.db import connection

# Sorted by hash, so that two batches with the same links never wait for each other crosswise.
_STORE = """
WITH given AS (
    SELECT DISTINCT ON (hash) url, hash
    FROM unnest(%(urls)s::text[], %(hashes)s::text[]) AS asked (url, hash)
    ORDER BY hash
), known AS (
    SELECT link.id, given.url FROM given JOIN crm_link link ON link.url_hash = given.hash
), added AS (
    INSERT INTO crm_link (url, url_hash)
    SELECT url, hash FROM given
    WHERE url NOT IN (SELECT url FROM known)
    ORDER BY hash
    ON CONFLICT (url_hash) DO NOTHING
    RETURNING id, url
)
SELECT url, id FROM known UNION ALL SELECT url, id FROM added
"""
_TRIES = 3


def store_links(urls: Collection[str]) -> dict[str, int]:
    """Return the ids of these addresses, keeping those that are new; idempotent, one statement.

    An address that another transaction adds at the same moment is read in a second round.
    """
    wanted = sorted(set(urls))
    found: dict[str, int] = {}
    for _ in range(_TRIES):
        missing = [url for url in wanted if url not in found]
        if not missing:
            break
        hashes = [hashlib.sha256(url.encode()).hexdigest() for url in missing]
        with connection.cursor() as cursor:
            cursor.execute(_STORE, {"urls": missing, "hashes": hashes})
            found.update(cursor.fetchall())
    return found
