"""Fingerprints of what somebody has read, so that nobody overwrites what they have not seen."""

import hashlib
import json
from typing import Any

LENGTH = 16


def fingerprint(value: Any) -> str:
    """Return 16 hexadecimal digits that are the same for equal JSON values, however they are written.

    They tell one state from the next; they keep nothing secret.
    """
    plain = json.dumps(value, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(plain.encode()).hexdigest()[:LENGTH]
