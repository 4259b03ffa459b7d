"""What loyalty refuses, one exception per refusal; nothing is changed when one is raised."""

import datetime

from ..core.errors import CrmError
from .error_codes import LoyaltyErrorCode


class UnknownProgram(CrmError):
    """No program has this code."""

    code = LoyaltyErrorCode.NOT_FOUND
    field = "program"

    def __init__(self, program: str) -> None:
        super().__init__(f"There is no program {program!r}.")
        self.program = program


class ProgramNotFound(CrmError):
    """There is no such program."""

    code = LoyaltyErrorCode.NOT_FOUND
    field = "program"

    def __init__(self, program_id: int) -> None:
        super().__init__(f"There is no program {program_id}.")


class RuleNotFound(CrmError):
    """The program has no such rule."""

    code = LoyaltyErrorCode.NOT_FOUND
    field = "rule"

    def __init__(self, rule_id: int) -> None:
        super().__init__(f"There is no earning rule {rule_id}.")


class RuleEnds(CrmError):
    """The rule has an end: it was ended, or another takes its place."""

    code = LoyaltyErrorCode.CHANGED_MEANWHILE
    field = "rule"

    def __init__(self, rule_id: int) -> None:
        super().__init__(
            f"The earning rule {rule_id} has an end: somebody has ended or replaced it."
        )


class ProfileNotFound(CrmError):
    """There is no such profile."""

    code = LoyaltyErrorCode.NOT_FOUND
    field = "profile"

    def __init__(self, profile_id: int) -> None:
        super().__init__(f"There is no profile {profile_id}.")


class ChangedMeanwhile(CrmError):
    """Somebody else has changed the program since it was read."""

    code = LoyaltyErrorCode.CHANGED_MEANWHILE
    field = "version"

    def __init__(self, version: int) -> None:
        super().__init__(f"The program has changed; it is version {version} now.")
        self.version = version


class CodeTaken(CrmError):
    """Another program has this code."""

    code = LoyaltyErrorCode.UNIQUE
    field = "code"

    def __init__(self, code: str) -> None:
        super().__init__(f"The code {code!r} is taken by another program.")


class UnknownChannel(CrmError):
    """The shop has no such channel."""

    code = LoyaltyErrorCode.UNKNOWN_CHANNEL
    field = "channels"

    def __init__(self, channels: list[str]) -> None:
        super().__init__(f"The shop has no channel {', '.join(channels)}.")
        self.channels = channels


class ChannelTaken(CrmError):
    """Another active program covers one of the channels at the same time."""

    code = LoyaltyErrorCode.CHANNEL_TAKEN
    field = "channels"

    def __init__(self) -> None:
        super().__init__(
            "Another active program covers one of these channels at the same time."
        )


class UnknownRule(CrmError):
    """No earning rule is registered under this code."""

    code = LoyaltyErrorCode.UNKNOWN_RULE
    field = "code"

    def __init__(self, code: str) -> None:
        super().__init__(f"There is no kind of earning rule {code!r}.")


class OverlappingRule(CrmError):
    """The program has the same rule already at a part of this time."""

    code = LoyaltyErrorCode.OVERLAPPING_PERIOD
    field = "startsAt"

    def __init__(self, code: str) -> None:
        super().__init__(
            f"The program has another {code!r} rule at a part of this time."
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
        super().__init__("The end must lie after the start.")


class InvalidSetting(CrmError):
    """One setting of a program has a value that it cannot have."""

    code = LoyaltyErrorCode.INVALID


class Missing(CrmError):
    """A text that has to be given is empty."""

    code = LoyaltyErrorCode.REQUIRED

    def __init__(self, field: str) -> None:
        super().__init__(f"{field} is required.", field=field)


class ZeroPoints(CrmError):
    """An adjustment of nothing."""

    code = LoyaltyErrorCode.ZERO_POINTS
    field = "points"

    def __init__(self) -> None:
        super().__init__("Points must not be zero.")


class TooFewPoints(CrmError):
    """More points are to be taken than the member can spend."""

    code = LoyaltyErrorCode.INSUFFICIENT_POINTS
    field = "points"

    def __init__(self, *, requested: int, available: int) -> None:
        super().__init__(
            f"{requested} points cannot be taken: {available} are available."
        )
        self.requested = requested
        self.available = available


class ProfileErased(CrmError):
    """Nothing is written about a person who was erased."""

    code = LoyaltyErrorCode.ERASED
    field = "profile"

    def __init__(self, profile_id: int) -> None:
        super().__init__(f"Profile {profile_id} was erased.")


class NeedsSecondPerson(CrmError):
    """The adjustment is above the program's limit for one person alone."""

    code = LoyaltyErrorCode.NEEDS_SECOND_PERSON
    field = "approvedBy"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"More than {limit} points need the approval of a second person: ask for it."
            if limit
            else "These points need the approval of a second person: ask for it."
        )
        self.limit = limit


class RequestNotFound(CrmError):
    """There is no such request."""

    code = LoyaltyErrorCode.NOT_FOUND
    field = "id"

    def __init__(self, request_id: int) -> None:
        super().__init__(f"There is no request {request_id} for an adjustment.")


class NotTheSecondPerson(CrmError):
    """Whoever asked, whom it is about, or no person at all wants to decide."""

    code = LoyaltyErrorCode.NEEDS_SECOND_PERSON
    field = "id"

    def __init__(self) -> None:
        super().__init__(
            "Another member of staff must decide: neither who asked, nor whom it is about."
        )


class AlreadyDecided(CrmError):
    """The request was decided, and otherwise or by somebody else."""

    code = LoyaltyErrorCode.ALREADY_DECIDED
    field = "id"

    def __init__(self, decided_by: str) -> None:
        super().__init__(f"The request was decided by {decided_by}.")
        self.decided_by = decided_by


class RequestExpired(CrmError):
    """Nobody decided in time."""

    code = LoyaltyErrorCode.EXPIRED
    field = "id"

    def __init__(self, expired_at: datetime.datetime) -> None:
        super().__init__(f"The request has expired at {expired_at:%Y-%m-%d %H:%M} UTC.")
        self.expired_at = expired_at


class TermsChanged(CrmError):
    """Another version of the terms is in force than the one that was accepted."""

    code = LoyaltyErrorCode.TERMS_CHANGED
    field = "termsVersion"

    def __init__(self, version: str) -> None:
        super().__init__(
            f"The terms in force are {version!r}."
            if version
            else "The program has no terms to accept."
        )
        self.version = version
