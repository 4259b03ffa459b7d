"""What behavior refuses to do."""

from ..core.errors import CrmError
from .error_codes import BehaviorErrorCode


class InvalidVisitor(CrmError):
    """The name of a visitor is too short to be unguessable, or has other signs."""

    code = BehaviorErrorCode.INVALID
    field = "visitor"

    def __init__(self) -> None:
        super().__init__(
            "A visitor is named by 16 to 64 letters, digits, hyphens and underlines, at random."
        )


class InvalidEvent(CrmError):
    """An event of a batch lacks what its kind needs, or has what cannot be kept."""

    code = BehaviorErrorCode.INVALID
    field = "events"

    def __init__(self, place: int, message: str) -> None:
        super().__init__(f"Event {place + 1}: {message}")
        self.place = place


class TooManyEvents(CrmError):
    """A batch is larger than what is taken at once."""

    code = BehaviorErrorCode.TOO_MANY
    field = "events"

    def __init__(self, most: int) -> None:
        super().__init__(f"Send 1 to {most} events at once.")


class TooOften(CrmError):
    """A client comes more often than anybody could act."""

    code = BehaviorErrorCode.TOO_OFTEN

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Come again in {seconds} seconds.")
        self.seconds = seconds


class InvalidValue(CrmError):
    """A value is not of the form that is kept."""

    code = BehaviorErrorCode.INVALID

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message, field=field)


class PersonNotFound(CrmError):
    """There is no such person, or the person was erased."""

    code = BehaviorErrorCode.NOT_FOUND
    field = "profile"

    def __init__(self) -> None:
        super().__init__("There is no such person.")


class UnknownCode(CrmError):
    """The shop has set no such place or occasion."""

    code = BehaviorErrorCode.NOT_FOUND

    def __init__(self, field: str, given: str) -> None:
        super().__init__(
            f"The shop's settings have no {field} {given[:64]!r}.", field=field
        )


class ChangedMeanwhile(CrmError):
    """Somebody else has changed it since it was read."""

    code = BehaviorErrorCode.CHANGED_MEANWHILE
    field = "version"

    def __init__(self, version: int) -> None:
        super().__init__(f"Somebody has changed it; it is version {version} now.")
        self.version = version
