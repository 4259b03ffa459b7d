"""A reason not to write to an address of the person is gone."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class SuppressionLifted(EntryType):
    code = "consent.suppression_lifted"
    label = "Suppression lifted"

    def summary(self, entry: Entry) -> str:
        reason = entry.payload["reason"].replace("_", " ")
        return f"A suppression for {entry.payload['channel']} was lifted: {reason}."
