"""Somebody allowed something."""

from ..entry_type import Entry, EntryType, consent_subject, entry_types


@entry_types.register
class ConsentGranted(EntryType):
    code = "consent.granted"
    label = "Consent granted"

    def summary(self, entry: Entry) -> str:
        return f"Allowed {consent_subject(entry.payload)}."
