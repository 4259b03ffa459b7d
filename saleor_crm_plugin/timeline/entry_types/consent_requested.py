"""Somebody has still to confirm what they allowed."""

from ..entry_type import Entry, EntryType, consent_subject, entry_types


@entry_types.register
class ConsentRequested(EntryType):
    code = "consent.requested"
    label = "Consent asked to be confirmed"

    def summary(self, entry: Entry) -> str:
        return f"Was asked to confirm {consent_subject(entry.payload)}."
