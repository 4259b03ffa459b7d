"""A message could not be sent."""

from ..entry_type import Entry, EntryType, entry_types, of_message


@entry_types.register
class MessageFailed(EntryType):
    code = "messaging.failed"
    label = "Message failed"

    def summary(self, entry: Entry) -> str:
        return f"A message could not be sent{of_message(entry.payload)}: {entry.payload['reason'].replace('_', ' ')}."
