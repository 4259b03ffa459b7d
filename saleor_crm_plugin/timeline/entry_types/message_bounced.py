"""A message came back."""

from ..entry_type import Entry, EntryType, entry_types, of_message


@entry_types.register
class MessageBounced(EntryType):
    code = "messaging.bounced"
    label = "Message bounced"

    def summary(self, entry: Entry) -> str:
        return f"A message came back{of_message(entry.payload)}{_for_good(entry)}."


def _for_good(entry: Entry) -> str:
    return " for good" if entry.payload["is_permanent"] else ""
