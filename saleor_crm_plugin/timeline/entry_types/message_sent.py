"""A message was sent."""

from ..entry_type import Entry, EntryType, entry_types, of_message


@entry_types.register
class MessageSent(EntryType):
    code = "messaging.sent"
    label = "Message sent"

    def summary(self, entry: Entry) -> str:
        return f"A message was sent{of_message(entry.payload)}."
