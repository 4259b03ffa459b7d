"""Erase a person: every area removes the personal text that it keeps, in one transaction."""

import datetime
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from ..errors import AuthorRequired, ProfileNotFound
from ..models import Profile
from ..person_data import in_lock_order

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What an erasure did: rows deleted or changed per kind of data; empty if it was done before."""

    profile_id: int
    erased_at: datetime.datetime
    rows: Mapping[str, int]


def erase_profile(
    profile_id: int, *, now: datetime.datetime, author: str
) -> ErasureReport:
    """Remove all personal text about the profile from every area, for good.

    All or nothing, and idempotent: a second call changes nothing and reports the first moment.
    Locks the profile's row first, then each area's rows in the registry's lock order. `author` is
    who asked for it: an id, never a name. Raises ProfileNotFound and AuthorRequired.
    """
    if not author:
        raise AuthorRequired
    with transaction.atomic():
        profile = Profile.objects.select_for_update().filter(pk=profile_id).first()
        if profile is None:
            raise ProfileNotFound(profile_id)
        if profile.erased_at is not None:
            return ErasureReport(profile_id, profile.erased_at, {})
        rows = {kind.code: kind.erase(profile_id, now=now) for kind in in_lock_order()}
        profile.erased_at, profile.erase_due_at = now, None
        profile.save(update_fields=["erased_at", "erase_due_at"])
    logger.info(
        "Erased profile %s, asked by %s: %s rows",
        profile_id,
        author,
        sum(rows.values()),
    )
    return ErasureReport(profile_id, now, rows)
