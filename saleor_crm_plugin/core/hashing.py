"""Keyed hashes: equal texts can be recognised, but not guessed without the key."""

import hashlib
import hmac

BLOCK_SIZE = 64


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


def padded_keys(key: bytes) -> tuple[bytes, bytes]:
    """Return the inner and outer pad of HMAC-SHA256, for computing it where only SHA-256 exists."""
    block = (key if len(key) <= BLOCK_SIZE else hashlib.sha256(key).digest()).ljust(
        BLOCK_SIZE, b"\0"
    )
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)
