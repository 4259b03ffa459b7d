"""Somebody no longer allows something."""

from ..entry_type import Entry, EntryType, consent_subject, entry_types


@entry_types.register
class ConsentWithdrawn(EntryType):
    code = "consent.withdrawn"
    label = "Consent withdrawn"

    def summary(self, entry: Entry) -> str:
        return f"No longer allows {consent_subject(entry.payload)}."
