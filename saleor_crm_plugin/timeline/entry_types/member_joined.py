"""Somebody joined a program."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class MemberJoined(EntryType):
    code = "loyalty.member_joined"
    label = "Joined the program"

    def summary(self, entry: Entry) -> str:
        version = entry.payload["terms_version"]
        if not version:
            return "Joined the program."
        return f"Joined the program and accepted the terms {version}."
