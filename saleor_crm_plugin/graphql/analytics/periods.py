"""Periods that a query asks for."""

import datetime

from graphql import GraphQLError


def require_period(
    since: datetime.datetime | None,
    until: datetime.datetime | None,
    now: datetime.datetime,
) -> None:
    """Raise GraphQLError for a period that is none: from None (the beginning) until None (now)."""
    for name, moment in (("since", since), ("until", until)):
        if moment is not None and moment.tzinfo is None:
            raise GraphQLError(f"Argument `{name}`: needs a time zone.")
    if since is not None and since >= (until or now):
        raise GraphQLError("Argument `until`: must be after `since`.")
