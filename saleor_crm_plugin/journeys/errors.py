"""What journeys refuse to do."""

from collections.abc import Sequence

from ..core.errors import CrmError
from ..core.sentences import Sentence, joined
from .error_codes import JourneyErrorCode
from .policies.graph import Problem

MOST_TOLD = 50


class InvalidDefinition(CrmError):
    """A definition that cannot run; `problems` name each place and what is wrong there."""

    code = JourneyErrorCode.INVALID_DEFINITION
    field = "definition"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)[:MOST_TOLD]
        super().__init__(
            joined(
                Sentence("{place}: {problem}", place=one.path, problem=one.message)
                for one in self.problems
            )
        )


class InvalidChoices(InvalidDefinition):
    """Settings that a ready-made journey cannot have; `problems` name each."""

    code = JourneyErrorCode.INVALID
    field = "settings"


class UnknownReadyMade(CrmError):
    """No journey of this code is ready-made."""

    code = JourneyErrorCode.NOT_FOUND
    field = "code"

    def __init__(self, unknown: str) -> None:
        super().__init__(
            Sentence("There is no ready-made journey {unknown!r}.", unknown=unknown)
        )
        self.unknown = unknown


class JourneyNotFound(CrmError):
    """No journey has this id."""

    code = JourneyErrorCode.NOT_FOUND
    field = "id"

    def __init__(self, journey_id: int) -> None:
        super().__init__(
            Sentence("There is no journey {journey_id}.", journey_id=journey_id)
        )
        self.journey_id = journey_id


class VersionNotFound(CrmError):
    """No published version of the journey has this number."""

    code = JourneyErrorCode.NOT_FOUND

    def __init__(self, number: int, *, field: str) -> None:
        super().__init__(
            Sentence("There is no published version {number}.", number=number),
            field=field,
        )
        self.number = number


class CodeTaken(CrmError):
    """Another journey has this code."""

    code = JourneyErrorCode.ALREADY_EXISTS
    field = "code"

    def __init__(self, code: str) -> None:
        super().__init__(Sentence("There is a journey {code!r} already.", code=code))
        self.taken = code


class InvalidSetting(CrmError):
    """A code or a name that cannot be."""

    code = JourneyErrorCode.INVALID

    def __init__(self, message: Sentence, *, field: str) -> None:
        super().__init__(message, field=field)


class EndpointNotFound(CrmError):
    """No endpoint has this code."""

    code = JourneyErrorCode.NOT_FOUND
    field = "code"

    def __init__(self, unknown: str) -> None:
        super().__init__(
            Sentence("There is no endpoint {endpoint!r}.", endpoint=unknown)
        )
        self.unknown = unknown


class EndpointInUse(CrmError):
    """Published journeys call this endpoint, or still have people in a version that does."""

    code = JourneyErrorCode.IN_USE
    field = "code"

    def __init__(self, used: str, journeys: Sequence[str]) -> None:
        told = ", ".join(journeys[:MOST_TOLD])
        super().__init__(
            Sentence(
                "Journeys call the endpoint {used!r}: {told}.", used=used, told=told
            )
        )
        self.journeys = list(journeys)


class NothingToPublish(CrmError):
    """The journey has no draft."""

    code = JourneyErrorCode.NOTHING_TO_PUBLISH
    field = "id"

    def __init__(self, journey_id: int) -> None:
        super().__init__(
            Sentence("Journey {journey_id} has no draft.", journey_id=journey_id)
        )
        self.journey_id = journey_id


class ChangedMeanwhile(CrmError):
    """Somebody else has written the draft since it was read; `author` says who, "" if unknown."""

    code = JourneyErrorCode.CHANGED_MEANWHILE
    field = "basedOn"

    def __init__(self, author: str) -> None:
        super().__init__(
            Sentence(
                "{author} has changed the journey since.", author=author or "Somebody"
            )
        )
        self.author = author


class WrongStatus(CrmError):
    """What was asked for makes no sense in the journey's status."""

    code = JourneyErrorCode.WRONG_STATUS
    field = "id"

    def __init__(self, status: str) -> None:
        super().__init__(Sentence("The journey is {status}.", status=Sentence(status)))
        self.status = status


class InvalidMapping(CrmError):
    """A mapping that leaves somebody nowhere."""

    code = JourneyErrorCode.INVALID_MAPPING
    field = "mapping"


class MoveUnderWay(CrmError):
    """People of this version are being moved already."""

    code = JourneyErrorCode.ALREADY_EXISTS
    field = "fromVersion"

    def __init__(self) -> None:
        super().__init__(Sentence("People of this version are being moved already."))


class NotStuck(CrmError):
    """Some of these enrollments are not on the stuck list."""

    code = JourneyErrorCode.NOT_STUCK
    field = "ids"

    def __init__(self, ids: Sequence[int]) -> None:
        super().__init__(
            Sentence("Not on the stuck list: {ids}.", ids=", ".join(map(str, ids)))
        )
        self.ids = list(ids)


class ReasonMissing(CrmError):
    """Skipping needs a reason."""

    code = JourneyErrorCode.REQUIRED
    field = "reason"

    def __init__(self) -> None:
        super().__init__(Sentence("Say why."))


class TooMany(CrmError):
    """More at a time than one request may ask for."""

    code = JourneyErrorCode.TOO_MANY

    def __init__(self, given: int, *, most: int, field: str) -> None:
        super().__init__(
            Sentence("At most {most} at a time, not {given}.", most=most, given=given),
            field=field,
        )
        self.given, self.most = given, most


class RehearsalNotFound(CrmError):
    """No rehearsal has this id."""

    code = JourneyErrorCode.NOT_FOUND
    field = "id"

    def __init__(self, rehearsal_id: int) -> None:
        super().__init__(
            Sentence("There is no rehearsal {rehearsal_id}.", rehearsal_id=rehearsal_id)
        )
        self.rehearsal_id = rehearsal_id


class UnreadableVersion(CrmError):
    """A published version names something that is not there in this release."""

    code = JourneyErrorCode.INVALID_DEFINITION

    def __init__(self, version_id: int) -> None:
        super().__init__(
            Sentence(
                "Version {version_id} can no longer be read.", version_id=version_id
            )
        )
        self.version_id = version_id
