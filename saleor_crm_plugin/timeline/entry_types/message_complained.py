"""A message was called spam."""

from ..entry_type import Entry, EntryType, entry_types, of_message


@entry_types.register
class MessageComplained(EntryType):
    code = "messaging.complained"
    label = "Complaint about a message"

    def summary(self, entry: Entry) -> str:
        return f"A message was called spam{of_message(entry.payload)}."
