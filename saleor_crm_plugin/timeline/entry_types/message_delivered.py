"""A message has arrived."""

from ..entry_type import Entry, EntryType, entry_types, of_message


@entry_types.register
class MessageDelivered(EntryType):
    code = "messaging.delivered"
    label = "Message delivered"

    def summary(self, entry: Entry) -> str:
        return f"A message has arrived{of_message(entry.payload)}."
