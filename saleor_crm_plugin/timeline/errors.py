"""What the timeline refuses to do."""

from ..core.errors import CrmError
from ..core.sentences import Sentence
from .error_codes import TimelineErrorCode


class NoteTextRequired(CrmError):
    """A note without words says nothing."""

    code = TimelineErrorCode.REQUIRED
    field = "text"

    def __init__(self) -> None:
        super().__init__(Sentence("Write something."))


class NoteTextTooLong(CrmError):
    """A note is no archive."""

    code = TimelineErrorCode.INVALID
    field = "text"

    def __init__(self, length: int, *, most: int) -> None:
        super().__init__(
            Sentence(
                "A note has at most {most} characters, this one has {length}.",
                most=most,
                length=length,
            )
        )
        self.length, self.most = length, most


class ProfileErased(CrmError):
    """Nothing is noted about a person who was erased."""

    code = TimelineErrorCode.ERASED
    field = "profileId"

    def __init__(self, profile_id: int) -> None:
        super().__init__(
            Sentence("Profile {profile_id} was erased.", profile_id=profile_id)
        )
        self.profile_id = profile_id


class FollowUpNotFound(CrmError):
    """No follow-up has this id."""

    code = TimelineErrorCode.NOT_FOUND
    field = "id"

    def __init__(self, note_id: int) -> None:
        super().__init__(Sentence("There is no follow-up {note_id}.", note_id=note_id))
        self.note_id = note_id


class FollowUpAlreadyDone(CrmError):
    """A follow-up is done once."""

    code = TimelineErrorCode.ALREADY_DONE
    field = "id"

    def __init__(self, note_id: int) -> None:
        super().__init__(
            Sentence("Follow-up {note_id} is done already.", note_id=note_id)
        )
        self.note_id = note_id


class UnknownEntryType(CrmError):
    """No entry type has this code."""

    code = TimelineErrorCode.INVALID
    field = "entryType"

    def __init__(self, entry_type: str) -> None:
        super().__init__(
            Sentence("There is no entry type {entry_type!r}.", entry_type=entry_type)
        )
        self.entry_type = entry_type


class InvalidRetention(CrmError):
    """Entries are kept between 1 and 36,500 days."""

    code = TimelineErrorCode.INVALID
    field = "keepDays"

    def __init__(self, days: int) -> None:
        super().__init__(
            Sentence(
                "Entries can be kept from 1 to 36,500 days, not {days}.", days=days
            )
        )
        self.days = days
