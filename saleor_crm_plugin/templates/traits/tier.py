"""Which tier people hold in the program of the shop's channel."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from ...loyalty.queries import program_of_channel
from ...tiers.queries import held_tiers
from ..trait import Reader, Trait, traits


@traits.register
class HeldTier(Trait):
    """By its code."""

    code = "tier"
    label = "Tier"

    def read(
        self, readers: Collection[Reader], *, now: datetime.datetime, using: str
    ) -> Mapping[Reader, Sequence[str]]:
        by_channel: dict[str, list[Reader]] = defaultdict(list)
        for reader in readers:
            by_channel[reader.channel].append(reader)
        found: dict[Reader, Sequence[str]] = {}
        # A shop has few channels, and many readers in each.
        for channel, group in by_channel.items():
            program = program_of_channel(channel, now=now, using=using)
            if program is None:
                continue
            people = {reader.profile_id for reader in group}
            held = held_tiers([program.book_id], people, using=using)
            found |= {
                one: [held[program.book_id, one.profile_id].code]
                for one in group
                if (program.book_id, one.profile_id) in held
            }
        return found
