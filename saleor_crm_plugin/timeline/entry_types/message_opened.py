"""A message was opened."""

from ..entry_type import Entry, EntryType, entry_types, of_message


@entry_types.register
class MessageOpened(EntryType):
    code = "messaging.opened"
    label = "Message opened"

    def summary(self, entry: Entry) -> str:
        return f"A message was opened{of_message(entry.payload)}."
