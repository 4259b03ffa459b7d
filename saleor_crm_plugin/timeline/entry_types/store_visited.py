"""A customer came to a store."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class StoreVisited(EntryType):
    code = "store.visited"
    label = "Store visits"

    def summary(self, entry: Entry) -> str:
        occasion = entry.payload["occasion"]
        reason = f" for {occasion}" if occasion else ""
        return f"Came to {entry.payload['place']}{reason}."
