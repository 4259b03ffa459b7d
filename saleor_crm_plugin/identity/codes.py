"""The short code that goes with a handle: reckoned from the shop's secret, so stored nowhere."""

import hmac

DIGITS = 6


def code_of(key: bytes, handle: str, email_hash: str) -> str:
    """Return the code of six digits that proves this address under this handle.

    Nobody without the key can tell it, though everybody who asks is given the handle.
    """
    digest = hmac.digest(key, f"{handle}:{email_hash}".encode(), "sha256")
    return f"{int.from_bytes(digest[:8]) % 10**DIGITS:0{DIGITS}}"


def is_right(code: str, given: str) -> bool:
    """Say whether a code is the right one, blanks and hyphens aside, in a time that tells nothing."""
    typed = "".join(sign for sign in given if sign not in " -\u00a0\t")
    return hmac.compare_digest(code.encode(), typed.encode())
