"""The kind of relation that a person wants is another one."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class RelationshipChanged(EntryType):
    code = "insight.relationship_changed"
    label = "Relationship changed"

    def summary(self, entry: Entry) -> str:
        current = entry.payload["current"].replace("_", " ")
        if entry.payload["is_stated"]:
            return f"Said what relation they want: {current}."
        previous = entry.payload["previous"].replace("_", " ")
        return f"Relationship: {current}, before: {previous}."
