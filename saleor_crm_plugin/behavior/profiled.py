"""Who has agreed to be profiled, which everything here asks first."""

from collections.abc import Collection

from ..consent.policies import ANY_CHANNEL, ConsentStatus
from ..consent.purposes import ConsentPurpose
from ..consent.queries import consent_of
from ..saleor_adapter.db import WRITER


def may_be_profiled(profile_id: int) -> bool:
    """Whether this person has agreed, on whatever channel; read where it was written."""
    return profile_id in who_may_be_profiled([profile_id])


def who_may_be_profiled(profile_ids: Collection[int]) -> set[int]:
    """Return those who have agreed, on whatever channel; read where it was written. One query."""
    said = consent_of(
        profile_ids,
        channel=ANY_CHANNEL,
        purpose=ConsentPurpose.PROFILING,
        using=WRITER,
    )
    return {one for one in profile_ids if said[one] == ConsentStatus.GRANTED}
