"""Another profile was merged into this one."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class ProfilesMerged(EntryType):
    code = "identity.profiles_merged"
    label = "Profiles merged"

    def summary(self, entry: Entry) -> str:
        return f"Profile {entry.payload['other_id']} turned out to be the same person."
