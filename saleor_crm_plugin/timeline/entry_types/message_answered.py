"""A question in a message was answered."""

from ..entry_type import Entry, EntryType, entry_types, of_message


@entry_types.register
class MessageAnswered(EntryType):
    code = "messaging.answered"
    label = "Question answered"

    def summary(self, entry: Entry) -> str:
        asked = entry.payload["question"].replace("_", " ")
        given = entry.payload["answer"].replace("_", " ").replace(",", ", ")
        return f"Answered “{asked}”: {given}{of_message(entry.payload)}."
