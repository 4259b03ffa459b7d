"""A member left a program."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class MemberLeft(EntryType):
    code = "loyalty.member_left"
    label = "Left the program"

    def summary(self, entry: Entry) -> str:
        end = entry.payload["points_end_at"]
        if not end:
            return "Left the program."
        return f"Left the program; the points end on {end[:10]}."
