"""Keyed hashes that stand for personal values where the values themselves may not be kept."""

import hashlib
import hmac


def normalized_email(email: str) -> str:
    """Return the form of an e-mail address under which it is compared and hashed."""
    return email.strip().lower()


def derived_key(secret: str, purpose: str) -> bytes:
    """Derive the key of one purpose from the installation's secret.

    Each purpose has its own key, so that a hash of one kind says nothing about another.
    """
    return hmac.digest(secret.encode(), f"saleor_crm_plugin.{purpose}".encode(), hashlib.sha256)


def keyed_hash(value: str, *, key: bytes) -> str:
    """Return 64 hexadecimal digits; without the key, trying out values leads nowhere."""
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def email_hash(email: str, *, key: bytes) -> str:
    """Return the keyed hash of the normalized address, or "" for no address."""
    address = normalized_email(email)
    return keyed_hash(address, key=key) if address else ""
