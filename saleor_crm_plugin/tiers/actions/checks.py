"""What every act of staff about a person needs: a reason, an author, and the person."""

from ...identity.models import Profile
from ..errors import InvalidSetting, Missing, ProfileNotFound

LONGEST_REASON = 500


def check_words(reason: str, author: str) -> None:
    """Raise Missing for an empty reason or author, InvalidSetting for an endless reason."""
    for field, value in (("reason", reason), ("author", author)):
        if not value.strip():
            raise Missing(field)
    if len(reason) > LONGEST_REASON:
        raise InvalidSetting(f"At most {LONGEST_REASON} characters.", field="reason")


def check_profile(profile_id: int) -> None:
    """Raise ProfileNotFound unless the profile is there."""
    if not Profile.objects.filter(pk=profile_id).exists():
        raise ProfileNotFound(profile_id)
