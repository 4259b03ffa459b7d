"""A link in a message was followed."""

from ..entry_type import Entry, EntryType, entry_types, of_message


@entry_types.register
class MessageClicked(EntryType):
    code = "messaging.clicked"
    label = "Link followed"

    def summary(self, entry: Entry) -> str:
        return f"A link in a message was followed{of_message(entry.payload)}."
