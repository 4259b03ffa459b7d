"""A message was not sent."""

from ..entry_type import Entry, EntryType, entry_types, of_message


@entry_types.register
class MessageRefused(EntryType):
    code = "messaging.refused"
    label = "Message not sent"

    def summary(self, entry: Entry) -> str:
        return f"A message was not sent{of_message(entry.payload)}: {entry.payload['reason'].replace('_', ' ')}."
