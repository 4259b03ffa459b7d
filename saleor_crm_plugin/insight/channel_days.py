"""In which time zone a channel's day begins: that of its program, else UTC."""

from dataclasses import dataclass

from ..loyalty.queries import time_zones_of_channels
from ..saleor_adapter.channels import channel_ids


@dataclass(frozen=True, slots=True)
class ChannelDays:
    """The shop's channels side by side: slugs, ids and time zones, as the statements want them."""

    slugs: list[str]
    channels: list[int]
    zones: list[str]

    def parameters(self) -> dict[str, list]:
        """Return them under the names of the statements' parameters."""
        return {"slugs": self.slugs, "channels": self.channels, "zones": self.zones}


def channel_days() -> ChannelDays:
    """Return all channels of the shop; two queries."""
    ids = channel_ids()
    zones = time_zones_of_channels()
    slugs = sorted(ids)
    return ChannelDays(
        slugs=slugs,
        channels=[ids[slug] for slug in slugs],
        zones=[zones.get(slug, "UTC") for slug in slugs],
    )
