"""Erase a person: every area removes the personal text that it keeps, in one transaction."""

import datetime
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from ...saleor_adapter.retrying import tried_again
from ..errors import AuthorRequired, ProfileNotFound
from ..merge_models import MergedRow
from ..models import Profile
from ..person_data import in_lock_order
from ..queries import members_of, surviving

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What an erasure did: rows deleted or changed per kind of data; empty if it was done before."""

    profile_id: int
    erased_at: datetime.datetime
    rows: Mapping[str, int]


@tried_again
def erase_profile(
    profile_id: int, *, now: datetime.datetime, author: str
) -> ErasureReport:
    """Remove all personal text about the person from every area, for good.

    The person is everybody who was merged into this profile, and whom it was merged into. All or
    nothing, tried again after a deadlock, and idempotent: a second call changes nothing and
    reports the first moment. Locks the profiles' rows by id first, then each area's rows in the
    registry's lock order. `author` is who asked for it: an id, never a name. Raises
    ProfileNotFound and AuthorRequired.
    """
    if not author:
        raise AuthorRequired
    members = _lock_person(profile_id)
    if (erased_at := members[profile_id].erased_at) is not None:
        return ErasureReport(profile_id, erased_at, {})
    rows = {
        kind.code: sum(kind.erase(member, now=now) for member in members)
        for kind in in_lock_order()
    }
    # What was whose is nobody's business any more.
    MergedRow.objects.filter(merge__source__in=members).delete()
    Profile.objects.filter(pk__in=members).update(erased_at=now, erase_due_at=None)
    logger.info(
        "Erased profile %s, asked by %s: %s rows",
        profile_id,
        author,
        sum(rows.values()),
    )
    return ErasureReport(profile_id, now, rows)


def _lock_person(profile_id: int) -> dict[int, Profile]:
    """Lock every profile of the person, by id; again where a merge has come in between.

    Who was merged into the person while we waited is not among those that we began to lock.
    """
    while True:
        survivor_id = surviving(profile_id)
        rows = Profile.objects.select_for_update().filter(
            Q(pk__in={profile_id, survivor_id}) | Q(merged_into=survivor_id)
        )
        members = {row.pk: row for row in rows.order_by("pk")}
        if not members:
            raise ProfileNotFound(profile_id)
        if members_of(profile_id) == sorted(members):
            return members
