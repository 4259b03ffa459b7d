"""An address of the person is no longer written to."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class AddressSuppressed(EntryType):
    code = "consent.address_suppressed"
    label = "Address suppressed"

    def summary(self, entry: Entry) -> str:
        reason = entry.payload["reason"].replace("_", " ")
        return f"An address for {entry.payload['channel']} was suppressed: {reason}."
