"""A customer brought somebody else."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class FriendReferred(EntryType):
    code = "engagement.friend_referred"
    label = "Referrals"

    def summary(self, entry: Entry) -> str:
        return "Brought a friend."
