"""What a file had brought about a person was taken back."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class CustomerImportUndone(EntryType):
    code = "imports.customer_import_undone"
    label = "Import undone"

    def summary(self, entry: Entry) -> str:
        return f"Import {entry.payload['import_id']} was undone."
