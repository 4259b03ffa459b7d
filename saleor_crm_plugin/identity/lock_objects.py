"""The row locks under which something is written about people: no erasure or merge passes meanwhile."""

from collections.abc import Collection

from django.db.models import Q

from .models import Profile


def lock_person(profile_id: int) -> Profile | None:
    """Lock the profile until the end of the transaction; None if there is none.

    Taken before the locks of all other areas, as an erasure takes it.
    """
    rows = Profile.objects.select_for_update(no_key=True).filter(pk=profile_id)
    return rows.only("erased_at").first()


def lock_members(profile_ids: Collection[int]) -> dict[int, Profile]:
    """Lock these profiles and those merged into them, by id; return what was found, by id."""
    rows = Profile.objects.select_for_update(no_key=True)
    rows = rows.filter(Q(pk__in=profile_ids) | Q(merged_into__in=profile_ids))
    return {row.pk: row for row in rows.order_by("pk")}
