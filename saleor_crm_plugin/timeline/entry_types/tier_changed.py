"""A profile's tier is another one now."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class TierChanged(EntryType):
    code = "tiers.changed"
    label = "Tier changed"

    def summary(self, entry: Entry) -> str:
        previous, current = entry.payload["previous"], entry.payload["current"]
        if not current:
            return f"Left tier {previous}."
        if entry.payload["is_upgrade"]:
            return f"Rose to tier {current}."
        return f"Went down to tier {current}."
