"""What behavior refuses to do."""

from ..core.errors import CrmError
from ..core.sentences import Sentence
from .error_codes import BehaviorErrorCode


class InvalidVisitor(CrmError):
    """The name of a visitor is too short to be unguessable, or has other signs."""

    code = BehaviorErrorCode.INVALID
    field = "visitor"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                "A visitor is named by 16 to 64 letters, digits, hyphens and underlines, at random."
            )
        )


class InvalidEvent(CrmError):
    """An event of a batch lacks what its kind needs, or has what cannot be kept."""

    code = BehaviorErrorCode.INVALID
    field = "events"

    def __init__(self, place: int, message: Sentence) -> None:
        super().__init__(
            Sentence("Event {number}: {problem}", number=place + 1, problem=message)
        )
        self.place = place


class TooManyEvents(CrmError):
    """A batch is larger than what is taken at once."""

    code = BehaviorErrorCode.TOO_MANY
    field = "events"

    def __init__(self, most: int) -> None:
        super().__init__(Sentence("Send 1 to {most} events at once.", most=most))


class TooOften(CrmError):
    """A client comes more often than anybody could act."""

    code = BehaviorErrorCode.TOO_OFTEN

    def __init__(self, seconds: int) -> None:
        super().__init__(Sentence("Come again in {seconds} seconds.", seconds=seconds))
        self.seconds = seconds


class InvalidValue(CrmError):
    """A value is not of the form that is kept."""

    code = BehaviorErrorCode.INVALID

    def __init__(self, field: str, message: Sentence) -> None:
        super().__init__(message, field=field)


class PersonNotFound(CrmError):
    """There is no such person, or the person was erased."""

    code = BehaviorErrorCode.NOT_FOUND
    field = "profile"

    def __init__(self) -> None:
        super().__init__(Sentence("There is no such person."))


class UnknownCode(CrmError):
    """The shop has set no such place or occasion."""

    code = BehaviorErrorCode.NOT_FOUND

    def __init__(self, field: str, given: str) -> None:
        super().__init__(
            Sentence(
                "The shop's settings have no {field} {given!r}.",
                field=field,
                given=given[:64],
            ),
            field=field,
        )


class ChangedMeanwhile(CrmError):
    """Somebody else has changed it since it was read."""

    code = BehaviorErrorCode.CHANGED_MEANWHILE
    field = "version"

    def __init__(self, version: int) -> None:
        super().__init__(
            Sentence(
                "Somebody has changed it; it is version {version} now.", version=version
            )
        )
        self.version = version
