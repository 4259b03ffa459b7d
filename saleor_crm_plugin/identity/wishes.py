"""Keep and read what people have said about the relation that they want with the shop."""

import datetime
from collections.abc import Collection

from django.db import transaction

from ..saleor_adapter.db import WRITER
from .errors import InvalidWish, ProfileNotFound
from .lock_objects import lock_person
from .wish_models import StatedRelationship

# The types that somebody can choose; `unknown` is chosen by saying nothing.
CHOICES = (
    "exchange_only",
    "occasional",
    "regular",
    "friend",
    "partner",
    "strained",
)


@transaction.atomic(using=WRITER)
def state_relationship(
    profile_id: int, relationship_type: str, *, source: str, now: datetime.datetime
) -> None:
    """Keep the choice above all that is inferred; "" takes it back. Idempotent.

    Locks the profile, so that no erasure passes meanwhile.
    Raises InvalidWish, and ProfileNotFound also for the erased.
    """
    if relationship_type and relationship_type not in CHOICES:
        raise InvalidWish(relationship_type)
    profile = lock_person(profile_id)
    if profile is None or profile.erased_at is not None:
        raise ProfileNotFound(profile_id)
    if not relationship_type:
        StatedRelationship.objects.filter(profile_id=profile_id).delete()
        return
    StatedRelationship.objects.update_or_create(
        profile_id=profile_id,
        defaults={
            "relationship_type": relationship_type,
            "source": source,
            "stated_at": now,
        },
    )


def stated_relationships(
    profile_ids: Collection[int], *, using: str = WRITER
) -> dict[int, str]:
    """Return what these people have said; who said nothing is absent. One query."""
    rows = StatedRelationship.objects.using(using).filter(
        profile_id__in=list(profile_ids)
    )
    return dict(rows.values_list("profile_id", "relationship_type"))
