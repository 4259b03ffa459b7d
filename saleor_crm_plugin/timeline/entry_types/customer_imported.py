"""A file has brought in a person, or something about one."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class CustomerImported(EntryType):
    code = "imports.customer_imported"
    label = "Import"

    def summary(self, entry: Entry) -> str:
        if entry.payload["is_new"]:
            return f"Came in with import {entry.payload['import_id']}."
        return f"Details were changed by import {entry.payload['import_id']}."
