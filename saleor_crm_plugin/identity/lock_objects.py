"""The row lock under which something is written about a person: no erasure passes meanwhile."""

from .models import Profile


def lock_person(profile_id: int) -> Profile | None:
    """Lock the profile until the end of the transaction; None if there is none.

    Taken before the locks of all other areas, as an erasure takes it.
    """
    rows = Profile.objects.select_for_update(no_key=True).filter(pk=profile_id)
    return rows.only("erased_at").first()
