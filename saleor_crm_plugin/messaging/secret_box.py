"""Secrets of accounts at rest: encrypted as one box per account, under keys that can be changed.

The newest key writes, all keys read. CRM_SECRETS_KEY and CRM_SECRETS_KEY_FALLBACKS may give own
keys, as settings or (comma-separated) in the environment; without them the keys follow from the
shop's SECRET_KEY and its fallbacks. Every key is stretched for this purpose alone.
"""

import base64
import json
import os
from collections.abc import Mapping
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"saleor_crm_plugin.messaging.secrets"
KEY, FALLBACKS = "CRM_SECRETS_KEY", "CRM_SECRETS_KEY_FALLBACKS"
KEY_BYTES = 32
SHOWN = 4
# The end of a short secret would be too much of it.
SHORTEST_SHOWN = 12


class UnreadableSecrets(Exception):
    """The box was closed with a key that is no longer there."""


def close_box(secrets: Mapping[str, str]) -> str:
    """Return the secrets encrypted; "" for none."""
    if not secrets:
        return ""
    return _keys().encrypt(json.dumps(dict(secrets)).encode()).decode()


def open_box(box: str) -> dict[str, str]:
    """Return the secrets in the box. Raises UnreadableSecrets."""
    if not box:
        return {}
    try:
        return json.loads(_keys().decrypt(box.encode()))
    except InvalidToken as error:
        raise UnreadableSecrets from error


def reclosed(box: str) -> str:
    """Return the same secrets under the newest key. Raises UnreadableSecrets."""
    return close_box(open_box(box))


def hint(secret: str) -> str:
    """Return the last four characters, by which one key is told from another; "" of a short one."""
    return secret[-SHOWN:] if len(secret) >= SHORTEST_SHOWN else ""


def _keys() -> MultiFernet:
    own = [_given(KEY), *_given(FALLBACKS).split(",")]
    shop = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    # The shop's keys still read what was written before there was an own one.
    return MultiFernet([_fernet(secret) for secret in (*own, *shop) if secret])


def _given(name: str) -> str:
    given = getattr(settings, name, "") or os.environ.get(name, "")
    return given if isinstance(given, str) else ",".join(given)


@lru_cache(maxsize=8)
def _fernet(secret: str) -> Fernet:
    stretch = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=PURPOSE)
    return Fernet(base64.urlsafe_b64encode(stretch.derive(secret.encode())))
