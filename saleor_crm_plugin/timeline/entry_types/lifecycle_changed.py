"""A person has come to another stage of the lifecycle."""

from ..entry_type import Entry, EntryType, entry_types


@entry_types.register
class LifecycleChanged(EntryType):
    code = "insight.lifecycle_changed"
    label = "Lifecycle stage changed"

    def summary(self, entry: Entry) -> str:
        previous = entry.payload["previous"].replace("_", " ")
        current = entry.payload["current"].replace("_", " ") or "not concluded any more"
        came_from = f", before: {previous}" if previous else ""
        return f"Lifecycle: {current}{came_from}."
