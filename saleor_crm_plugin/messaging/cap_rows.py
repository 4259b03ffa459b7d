"""The caps that hold: those that staff have chosen, else the defaults per relationship type."""

from ..saleor_adapter.db import WRITER
from .policies.caps import DEFAULT_CAPS, Cap
from .settings_models import FrequencyCap, SendingSettings

ORDER = ("channel", "relationship_type", "hours")


def caps_that_hold(
    settings: SendingSettings, *, using: str = WRITER
) -> list[FrequencyCap]:
    """Return the caps by channel, type and time; the defaults are rows that nobody has saved.

    One statement, none where the defaults hold.
    """
    if not settings.has_chosen_caps:
        return default_caps()
    return list(FrequencyCap.objects.using(using).order_by(*ORDER))


def default_caps() -> list[FrequencyCap]:
    """Return the defaults as rows that nobody has saved."""
    return [row_of(cap) for cap in DEFAULT_CAPS]


def row_of(cap: Cap) -> FrequencyCap:
    """Return the row that says this; it is not saved."""
    return FrequencyCap(
        channel=cap.channel,
        relationship_type=cap.relation,
        most=cap.most,
        hours=int(cap.period.total_seconds() // 3600),
    )
