"""Keyed hashes: equal texts can be recognised, but not guessed without the key."""

import hmac


def normalized_email(email: str | None) -> str:
    """Return the form in which we compare e-mails: trimmed and in lower case."""
    return (email or "").strip().lower()


def keyed_hash(key: bytes, text: str) -> str:
    """Return the HMAC-SHA256 of `text` as 64 hexadecimal digits; "" for ""."""
    if not text:
        return ""
    return hmac.digest(key, text.encode(), "sha256").hex()


def derived_key(secret: str, purpose: str) -> bytes:
    """Return a key for one purpose, from which neither the secret nor other keys follow."""
    return hmac.digest(secret.encode(), purpose.encode(), "sha256")
