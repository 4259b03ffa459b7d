"""Signed links: whoever holds one may do the one thing that it is for, and nobody can make one.

A token holds ids and public ids only: whoever gets a forwarded message can read it.
"""

import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer

from ..core import clock
from ..core.hashing import derived_key

PURPOSE = "saleor_crm_plugin.signing"
# Nothing that we sign comes near; what is longer is not looked at.
LONGEST_TOKEN = 1024


class BadLink(Exception):
    """The token was not made by us for this purpose, or its time is over."""


def sign(purpose: str, values: list[Any]) -> str:
    """Return a token for one purpose, safe in a path; `values` are plain JSON values.

    Tokens stay good while the shop's SECRET_KEY is the same or among its fallbacks.
    """
    issued_at = int(clock.now().timestamp())
    return _signer(purpose).sign_object([issued_at, *values])


def unsign(
    purpose: str, token: str, max_age: datetime.timedelta | None = None
) -> list[Any]:
    """Return the values that were signed for this purpose.

    Raises BadLink for any other token, and for one older than `max_age`.
    """
    if len(token) > LONGEST_TOKEN:
        raise BadLink
    try:
        issued_at, *values = _signer(purpose).unsign_object(token)
    except (BadSignature, ValueError) as error:
        raise BadLink from error
    age = clock.now() - datetime.datetime.fromtimestamp(issued_at, tz=datetime.UTC)
    if max_age is not None and age > max_age:
        raise BadLink
    return values


def _signer(purpose: str) -> Signer:
    return _signer_of(purpose, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=32)
def _signer_of(purpose: str, secret: str, *former: str) -> Signer:
    return Signer(
        key=_key(secret),
        fallback_keys=[_key(one) for one in former],
        salt=f"{PURPOSE}.{purpose}",
    )


def _key(secret: str) -> str:
    return derived_key(secret, PURPOSE).hex()
