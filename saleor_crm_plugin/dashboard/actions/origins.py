"""Say which sites may show our pages in a frame, one at a time."""

import datetime
from collections.abc import Callable

from django.db import transaction

from ...audit.actions import record_change
from ...saleor_adapter.plugin_state import (
    DASHBOARD_ORIGINS,
    dashboard_settings,
    keep_settings,
    lock_settings,
)
from ..errors import AuthorRequired, NotAnOrigin, OriginNotFound, TooManyOrigins
from ..policies.origins import (
    MOST_ORIGINS,
    InvalidOrigin,
    parse_origins,
    usable_origins,
)

SUBJECT = "dashboard_origins"
Origins = tuple[str, ...]


def allow_origin(origin: str, *, author: str, now: datetime.datetime) -> Origins:
    """Let a site show our pages from the next one on, and return all that may; idempotent.

    Audited. Locks the plugin's settings. Raises NotAnOrigin, TooManyOrigins and AuthorRequired.
    """
    wanted = _one(origin)

    def add(known: Origins) -> Origins:
        if wanted in known:
            return known
        if len(known) >= MOST_ORIGINS:
            raise TooManyOrigins(MOST_ORIGINS)
        return (*known, wanted)

    return _change(add, author=author, now=now)


def forbid_origin(origin: str, *, author: str, now: datetime.datetime) -> Origins:
    """Let a site show our pages no more, and return those that still may.

    Audited. Locks the plugin's settings. Raises NotAnOrigin, OriginNotFound and AuthorRequired.
    """
    unwanted = _one(origin)

    def remove(known: Origins) -> Origins:
        if unwanted not in known:
            raise OriginNotFound
        return tuple(one for one in known if one != unwanted)

    return _change(remove, author=author, now=now)


def _change(
    change: Callable[[Origins], Origins], *, author: str, now: datetime.datetime
) -> Origins:
    if not author.strip():
        raise AuthorRequired
    with transaction.atomic():
        row_id = lock_settings()
        before = usable_origins(dashboard_settings().origins)
        after = change(before)
        if after != before:
            keep_settings({DASHBOARD_ORIGINS: " ".join(after)})
            record_change(
                SUBJECT,
                row_id,
                author=author,
                before={"origins": list(before)},
                after={"origins": list(after)},
                now=now,
            )
    return after


def _one(origin: str) -> str:
    try:
        found = parse_origins(origin)
    except InvalidOrigin as error:
        raise NotAnOrigin from error
    if len(found) != 1:
        raise NotAnOrigin
    return found[0]
