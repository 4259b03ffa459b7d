"""Keyed hashes under the shop's own secret, for what must be recognised but not stored."""

from functools import lru_cache

from django.conf import settings

from ..core.hashing import derived_key, keyed_hash, normalized_email

PURPOSE = "saleor_crm_plugin.private_hash"


def private_hash_key() -> bytes:
    """Return the key; it changes only when the shop's SECRET_KEY does."""
    return _key(settings.SECRET_KEY)


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    return derived_key(secret, PURPOSE)


def email_hash(email: str | None) -> str:
    """Return the hash by which this e-mail is recognised, whatever its case; "" for none."""
    return keyed_hash(private_hash_key(), normalized_email(email))


def text_hash(text: str | None) -> str:
    """Return the hash of a code or other text, as it is; "" for none."""
    return keyed_hash(private_hash_key(), text or "")
