"""What every act of staff about a person needs: a reason, an author, and the person."""

from ...core.sentences import Sentence
from ...identity.lock_objects import lock_person
from ..errors import InvalidSetting, Missing, ProfileErased, ProfileNotFound

LONGEST_REASON = 500


def check_words(reason: str, author: str) -> None:
    """Raise Missing for an empty reason or author, InvalidSetting for an endless reason."""
    for field, value in (("reason", reason), ("author", author)):
        if not value.strip():
            raise Missing(field)
    if len(reason) > LONGEST_REASON:
        raise InvalidSetting(
            Sentence("At most {most} characters.", most=LONGEST_REASON), field="reason"
        )


def check_person(profile_id: int) -> None:
    """Lock the profile, so that no erasure misses the words; needs a transaction.

    Raises ProfileNotFound, ProfileErased.
    """
    profile = lock_person(profile_id)
    if profile is None:
        raise ProfileNotFound(profile_id)
    if profile.erased_at is not None:
        raise ProfileErased(profile_id)
