"""A message may or may not have left."""

from ..entry_type import Entry, EntryType, entry_types, of_message


@entry_types.register
class MessageLost(EntryType):
    code = "messaging.lost"
    label = "Message unknown"

    def summary(self, entry: Entry) -> str:
        return f"A message may or may not have left{of_message(entry.payload)}: {entry.payload['reason'].replace('_', ' ')}."
