"""An identifier of a person was ended by hand."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class IdentifierEnded(EntryType):
    code = "identity.identifier_ended"
    label = "Identifier ended"

    def summary(self, entry: Entry) -> str:
        kind = entry.payload["type"].replace("_", " ")
        return f"An identifier was ended: {entry.payload['trust']} {kind}."
