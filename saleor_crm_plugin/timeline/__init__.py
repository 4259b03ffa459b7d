"""What happened to people: append-only entries, and the notes and follow-ups of staff.

An *entry* is one thing that happened, shown to staff; its type says how it reads. Entries hold
ids and plain values only and are never changed; personal text (of notes) stands in rows beside
them, which erasure deletes. A *follow-up* is a note with an owner and a due date.

Others may call `actions.record`, `actions.notes`, `queries`, and add entry types in one file each.
"""
