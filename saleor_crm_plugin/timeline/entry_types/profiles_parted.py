"""A merge was undone: two people after all."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class ProfilesParted(EntryType):
    code = "identity.profiles_parted"
    label = "Profiles parted"

    def summary(self, entry: Entry) -> str:
        return (
            f"Profile {entry.payload['other_id']} turned out to be another person; "
            "the merge was undone."
        )
