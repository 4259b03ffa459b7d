"""The id of this installation, kept outside the database so that a restored copy lacks it.

Beside it stands the number of the last attempt to send: a database that has not come so far is an
older state of itself. The id is no secret. The setting or environment variable CRM_INSTANCE_ID
wins; else it is a file in the shop's own media storage, which all of its web servers and workers
share.
"""

import os
import uuid

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

SETTING = "CRM_INSTANCE_ID"
FILE = "saleor_crm_plugin/instance-id"
MARK = "saleor_crm_plugin/last-attempt"
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


def noted_attempt() -> int:
    """Return the number of the last attempt that was noted; 0 for none, or none that can be read.

    None is noted where the id is given by hand, for then nothing says that the storage is the
    shop's own. A number that is just being written is read as a smaller one.
    """
    if _given():
        return 0
    try:
        with default_storage.open(MARK) as file:
            return int(file.read(LONGEST))
    # As above; and what is no number says nothing.
    except Exception:
        return 0


def note_attempt(number: int) -> None:
    """Note outside the database how far it has come. Raises what the storage raises.

    Two workers may do so in any order: a number that is too small only says less.
    """
    if _given():
        return
    content = str(number).encode("ascii")
    try:
        with default_storage.open(MARK, "wb") as file:
            file.write(content)
    except FileNotFoundError:
        default_storage.save(MARK, ContentFile(content))


def _given() -> str:
    return (getattr(settings, SETTING, "") or os.environ.get(SETTING, ""))[:LONGEST]
