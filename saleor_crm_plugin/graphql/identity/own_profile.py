"""The profile of the customer who is signed in."""

from typing import Any

from ...core import clock
from ...core.errors import CrmError
from ...core.sentences import Sentence
from ...identity.actions.resolve import resolve_profiles
from ...identity.claims import ACCOUNT, PersonClaim
from ...identity.queries import profile_of_user


def own_profile(user: Any) -> int:
    """Return the id of the account's profile, made now if the account was never observed."""
    known = profile_of_user(user.pk)
    if known is not None:
        return known
    claim = PersonClaim(
        user_id=user.pk,
        email=user.email,
        email_is_verified=False,
        source=ACCOUNT,
        seen_at=clock.now(),
    )
    [profile_id] = resolve_profiles([claim])
    if profile_id is None:
        raise CrmError(Sentence("There is nobody to say it."))
    return profile_id
