"""What loyalty refuses, one exception per refusal; nothing is changed when one is raised."""

import datetime

from ..core.errors import CrmError
from ..core.sentences import Sentence
from .error_codes import LoyaltyErrorCode


class UnknownProgram(CrmError):
    """No program has this code."""

    code = LoyaltyErrorCode.NOT_FOUND
    field = "program"

    def __init__(self, program: str) -> None:
        super().__init__(Sentence("There is no program {program!r}.", program=program))
        self.program = program


class ProgramNotFound(CrmError):
    """There is no such program."""

    code = LoyaltyErrorCode.NOT_FOUND
    field = "program"

    def __init__(self, program_id: int) -> None:
        super().__init__(
            Sentence("There is no program {program_id}.", program_id=program_id)
        )


class RuleNotFound(CrmError):
    """The program has no such rule."""

    code = LoyaltyErrorCode.NOT_FOUND
    field = "rule"

    def __init__(self, rule_id: int) -> None:
        super().__init__(
            Sentence("There is no earning rule {rule_id}.", rule_id=rule_id)
        )


class RuleEnds(CrmError):
    """The rule has an end: it was ended, or another takes its place."""

    code = LoyaltyErrorCode.CHANGED_MEANWHILE
    field = "rule"

    def __init__(self, rule_id: int) -> None:
        super().__init__(
            Sentence(
                "The earning rule {rule_id} has an end: somebody has ended or replaced it.",
                rule_id=rule_id,
            )
        )


class ProfileNotFound(CrmError):
    """There is no such profile."""

    code = LoyaltyErrorCode.NOT_FOUND
    field = "profile"

    def __init__(self, profile_id: int) -> None:
        super().__init__(
            Sentence("There is no profile {profile_id}.", profile_id=profile_id)
        )


class ChangedMeanwhile(CrmError):
    """Somebody else has changed the program since it was read."""

    code = LoyaltyErrorCode.CHANGED_MEANWHILE
    field = "version"

    def __init__(self, version: int) -> None:
        super().__init__(
            Sentence(
                "The program has changed; it is version {version} now.", version=version
            )
        )
        self.version = version


class CodeTaken(CrmError):
    """Another program has this code."""

    code = LoyaltyErrorCode.UNIQUE
    field = "code"

    def __init__(self, code: str) -> None:
        super().__init__(
            Sentence("The code {code!r} is taken by another program.", code=code)
        )


class UnknownChannel(CrmError):
    """The shop has no such channel."""

    code = LoyaltyErrorCode.UNKNOWN_CHANNEL
    field = "channels"

    def __init__(self, channels: list[str]) -> None:
        super().__init__(
            Sentence(
                "The shop has no channel {channels}.", channels=", ".join(channels)
            )
        )
        self.channels = channels


class ChannelTaken(CrmError):
    """Another active program covers one of the channels at the same time."""

    code = LoyaltyErrorCode.CHANNEL_TAKEN
    field = "channels"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                "Another active program covers one of these channels at the same time."
            )
        )


class UnknownRule(CrmError):
    """No earning rule is registered under this code."""

    code = LoyaltyErrorCode.UNKNOWN_RULE
    field = "code"

    def __init__(self, code: str) -> None:
        super().__init__(
            Sentence("There is no kind of earning rule {code!r}.", code=code)
        )


class OverlappingRule(CrmError):
    """The program has the same rule already at a part of this time."""

    code = LoyaltyErrorCode.OVERLAPPING_PERIOD
    field = "startsAt"

    def __init__(self, code: str) -> None:
        super().__init__(
            Sentence(
                "The program has another {code!r} rule at a part of this time.",
                code=code,
            )
        )


class InvalidRuleSettings(CrmError):
    """The settings do not fit the rule; the message names the first that does not."""

    code = LoyaltyErrorCode.INVALID_SETTINGS
    field = "settings"


class InvalidPeriod(CrmError):
    """The end does not lie after the start."""

    code = LoyaltyErrorCode.INVALID_PERIOD
    field = "endsAt"

    def __init__(self) -> None:
        super().__init__(Sentence("The end must lie after the start."))


class InvalidSetting(CrmError):
    """One setting of a program has a value that it cannot have."""

    code = LoyaltyErrorCode.INVALID


class Missing(CrmError):
    """A text that has to be given is empty."""

    code = LoyaltyErrorCode.REQUIRED

    def __init__(self, field: str) -> None:
        super().__init__(Sentence("{field} is required.", field=field), field=field)


class ZeroPoints(CrmError):
    """An adjustment of nothing."""

    code = LoyaltyErrorCode.ZERO_POINTS
    field = "points"

    def __init__(self) -> None:
        super().__init__(Sentence("Points must not be zero."))


class TooFewPoints(CrmError):
    """More points are to be taken than the member can spend."""

    code = LoyaltyErrorCode.INSUFFICIENT_POINTS
    field = "points"

    def __init__(self, *, requested: int, available: int) -> None:
        super().__init__(
            Sentence(
                "{requested} points cannot be taken: {available} are available.",
                requested=requested,
                available=available,
            )
        )
        self.requested = requested
        self.available = available


class ProfileErased(CrmError):
    """Nothing is written about a person who was erased."""

    code = LoyaltyErrorCode.ERASED
    field = "profile"

    def __init__(self, profile_id: int) -> None:
        super().__init__(
            Sentence("Profile {profile_id} was erased.", profile_id=profile_id)
        )


class NeedsSecondPerson(CrmError):
    """The adjustment is above the program's limit for one person alone."""

    code = LoyaltyErrorCode.NEEDS_SECOND_PERSON
    field = "approvedBy"

    def __init__(self, limit: int) -> None:
        super().__init__(
            Sentence(
                "More than {limit} points need the approval of a second person: ask for it.",
                limit=limit,
            )
            if limit
            else Sentence(
                "These points need the approval of a second person: ask for it."
            )
        )
        self.limit = limit


class RequestNotFound(CrmError):
    """There is no such request."""

    code = LoyaltyErrorCode.NOT_FOUND
    field = "id"

    def __init__(self, request_id: int) -> None:
        super().__init__(
            Sentence(
                "There is no request {request_id} for an adjustment.",
                request_id=request_id,
            )
        )


class NotTheSecondPerson(CrmError):
    """Whoever asked, whom it is about, or no person at all wants to decide."""

    code = LoyaltyErrorCode.NEEDS_SECOND_PERSON
    field = "id"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                "Another member of staff must decide: neither who asked, nor whom it is about."
            )
        )


class AlreadyDecided(CrmError):
    """The request was decided, and otherwise or by somebody else."""

    code = LoyaltyErrorCode.ALREADY_DECIDED
    field = "id"

    def __init__(self, decided_by: str) -> None:
        super().__init__(
            Sentence("The request was decided by {decided_by}.", decided_by=decided_by)
        )
        self.decided_by = decided_by


class RequestExpired(CrmError):
    """Nobody decided in time."""

    code = LoyaltyErrorCode.EXPIRED
    field = "id"

    def __init__(self, expired_at: datetime.datetime) -> None:
        super().__init__(
            Sentence(
                "The request has expired at {expired_at:%Y-%m-%d %H:%M} UTC.",
                expired_at=expired_at,
            )
        )
        self.expired_at = expired_at


class TermsChanged(CrmError):
    """Another version of the terms is in force than the one that was accepted."""

    code = LoyaltyErrorCode.TERMS_CHANGED
    field = "termsVersion"

    def __init__(self, version: str) -> None:
        super().__init__(
            Sentence("The terms in force are {version!r}.", version=version)
            if version
            else Sentence("The program has no terms to accept.")
        )
        self.version = version
