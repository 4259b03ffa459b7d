"""Of whom anything may be inferred: of everybody, or where the shop asks first, of who agreed."""

from dataclasses import dataclass

from ..identity.queries import asks_before_inferring
from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from ..tiers.ladders import excluded_by_anybody

# Agreed to on whatever channel, as behavior asks it too.
_AGREED = """EXISTS (
    SELECT FROM crm_consent_state AS said
    WHERE said.profile_id = {profile} AND said.channel = 'any' AND said.purpose = 'profiling'
      AND said.list_code = '' AND said.status = 'granted'
)"""
_ASKS = "coalesce((SELECT asks_before_inferring FROM crm_privacy_settings), false)"


def agreed(profile: str) -> str:
    """Return the condition that the profile of this column has agreed to be profiled."""
    return _AGREED.format(profile=profile)


def may_be_inferred(profile: str) -> str:
    """Return the condition that something may be inferred of the profile of this column."""
    return f"(NOT {_ASKS} OR {agreed(profile)})"


def of_whom(profile: str, *, asks: bool) -> str:
    """Return what is to be added to a condition on this column; nothing where nobody is asked."""
    return f"AND {agreed(profile)}" if asks else ""


@dataclass(frozen=True, slots=True)
class Counted:
    """Who counts where everybody is looked at: not the excluded, and if the shop asks, who agreed.

    `excluded` is the text of an array of ids.
    """

    excluded: str
    asks: bool


def who_counts() -> Counted:
    """Return who counts now: neither staff nor whom staff exclude. Four queries."""
    return Counted(
        excluded=int_array(sorted(excluded_by_anybody())),
        asks=asks_before_inferring(using=WRITER),
    )
