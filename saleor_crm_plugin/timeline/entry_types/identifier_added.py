"""A person got an identifier by hand."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class IdentifierAdded(EntryType):
    code = "identity.identifier_added"
    label = "Identifier added"

    def summary(self, entry: Entry) -> str:
        kind = entry.payload["type"].replace("_", " ")
        return f"An identifier was added: {entry.payload['trust']} {kind}."
