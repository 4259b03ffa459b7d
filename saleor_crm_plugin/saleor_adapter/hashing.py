"""The keyed hash of an e-mail address, with the key taken from the shop's own secret."""

from functools import cache

from django.conf import settings

from ..core import hashing


def email_hash(email: str) -> str:
    """Return the keyed hash of the normalized address, or "" for no address."""
    return hashing.email_hash(email, key=_identifier_key(settings.SECRET_KEY))


def identifier_hash(identifier_type: str, value: str) -> str:
    """Return the keyed hash of another normalized identifier; equal values of two types differ."""
    return hashing.keyed_hash(f"{identifier_type}:{value}", key=_identifier_key(settings.SECRET_KEY))


@cache
def _identifier_key(secret: str) -> bytes:
    return hashing.derived_key(secret, "identifiers")
