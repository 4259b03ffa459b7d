"""What segments refuse to do."""

from collections.abc import Sequence

from ..core.errors import CrmError
from ..core.sentences import Sentence
from .error_codes import SegmentErrorCode
from .policies.rule import Problem

MOST_TOLD = 50


class InvalidRule(CrmError):
    """A rule that cannot be asked; `problems` name each place, the first is the error's field."""

    code = SegmentErrorCode.INVALID
    field = "rule"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)[:MOST_TOLD]
        first = self.problems[0]
        super().__init__(first.message, field=first.path)
        self.code = SegmentErrorCode(first.code)


class SegmentNotFound(CrmError):
    """No segment has this id."""

    code = SegmentErrorCode.NOT_FOUND
    field = "id"

    def __init__(self, segment_id: int) -> None:
        super().__init__(Sentence("There is no such segment."))
        self.segment_id = segment_id


class NameTaken(CrmError):
    """Another segment in use is called so."""

    code = SegmentErrorCode.ALREADY_EXISTS
    field = "name"

    def __init__(self, name: str) -> None:
        super().__init__(
            Sentence("There is a segment called {name!r} already.", name=name)
        )
        self.name = name


class InvalidName(CrmError):
    """A segment needs a name that is not too long."""

    code = SegmentErrorCode.REQUIRED
    field = "name"

    def __init__(self, longest: int) -> None:
        super().__init__(
            Sentence(
                "A segment needs a name of at most {most} characters.", most=longest
            )
        )


class InvalidDescription(CrmError):
    """A description that is too long, or has a character that cannot be kept."""

    code = SegmentErrorCode.INVALID
    field = "description"

    def __init__(self, longest: int) -> None:
        super().__init__(
            Sentence(
                "A description is a text of at most {most} characters.", most=longest
            )
        )


class SegmentInUse(CrmError):
    """Other segments or campaigns name this one; they must let go of it first."""

    code = SegmentErrorCode.IN_USE
    field = "id"

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(Sentence("It is part of: {names}.", names=", ".join(names)))
        self.names = list(names)


class SegmentArchived(CrmError):
    """An archived segment does not change any more."""

    code = SegmentErrorCode.ARCHIVED
    field = "id"

    def __init__(self, name: str) -> None:
        super().__init__(Sentence("The segment {name!r} is archived.", name=name))


class WrongKind(CrmError):
    """A list has no rule, and who is in a rule's segment is not chosen by hand."""

    code = SegmentErrorCode.WRONG_KIND
    field = "id"


class TooManyPeople(CrmError):
    """More people in one call than one statement takes."""

    code = SegmentErrorCode.TOO_MANY
    field = "profiles"

    def __init__(self, most: int) -> None:
        super().__init__(Sentence("At most {most} people at once.", most=most))


class UnknownPeople(CrmError):
    """Ids of nobody, or of people who were erased."""

    code = SegmentErrorCode.NOT_FOUND
    field = "profiles"

    def __init__(self, profile_ids: Sequence[int]) -> None:
        super().__init__(
            Sentence(
                "Profiles that do not exist: {profile_ids}.",
                profile_ids=len(profile_ids),
            )
        )
        self.profile_ids = list(profile_ids)


class ChangedMeanwhile(CrmError):
    """Somebody else has changed the segment since it was read."""

    code = SegmentErrorCode.CHANGED_MEANWHILE
    field = "version"

    def __init__(self, version: int) -> None:
        super().__init__(
            Sentence(
                "The segment has changed; it is version {version} now.", version=version
            )
        )
        self.version = version


class TooSlow(CrmError):
    """The database has not answered within the time for a look while editing.

    `place` is the condition in the rule that is the dearest by the database's own reckoning.
    """

    code = SegmentErrorCode.TOO_SLOW

    def __init__(self, milliseconds: int, place: str) -> None:
        super().__init__(
            Sentence(
                "The count was given up after {milliseconds:g} seconds, most likely because of this condition; the segment can still be saved.",
                milliseconds=milliseconds / 1000,
            ),
            field=place,
        )
        self.place = place


class UnknownReadyMade(CrmError):
    """No segment of this code is ready-made."""

    code = SegmentErrorCode.NOT_FOUND
    field = "code"

    def __init__(self, unknown: str) -> None:
        super().__init__(
            Sentence(
                "There is no ready-made segment {unknown!r}.", unknown=unknown[:64]
            )
        )
