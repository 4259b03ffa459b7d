"""The id of this installation, kept outside the database so that a restored copy lacks it.

It is no secret. The setting or environment variable CRM_INSTANCE_ID wins; else it is a file in the
shop's own media storage, which all of its web servers and workers share.
"""

import os
import uuid

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

SETTING = "CRM_INSTANCE_ID"
FILE = "saleor_crm_plugin/instance-id"
LONGEST = 64


def instance_id() -> str:
    """Return the id; "" where there is none yet, or where the storage does not answer."""
    given = _given()
    if given:
        return given
    try:
        with default_storage.open(FILE) as file:
            return file.read(LONGEST).decode("ascii", "ignore").strip()
    # Every storage has errors of its own, and most are no OSError.
    except Exception:
        return ""


def ensure_instance_id() -> str:
    """Return the id, made and stored if there is none. Raises what the storage raises."""
    known = instance_id()
    if known:
        return known
    made = uuid.uuid4().hex
    default_storage.save(FILE, ContentFile(made.encode("ascii")))
    return made


def _given() -> str:
    return (getattr(settings, SETTING, "") or os.environ.get(SETTING, ""))[:LONGEST]
