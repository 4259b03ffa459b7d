"""What tiers refuse, one exception per refusal; nothing is changed when one is raised."""

from ..core.errors import CrmError
from ..core.sentences import Sentence
from .error_codes import TierErrorCode


class LadderNotFound(CrmError):
    """There is no such ladder."""

    code = TierErrorCode.NOT_FOUND
    field = "ladder"

    def __init__(self, ladder_id: int) -> None:
        super().__init__(
            Sentence("There is no tier ladder {ladder_id}.", ladder_id=ladder_id)
        )


class LadderExists(CrmError):
    """The book has a ladder already."""

    code = TierErrorCode.UNIQUE
    field = "book"

    def __init__(self) -> None:
        super().__init__(Sentence("The program has a tier ladder already."))


class TierNotFound(CrmError):
    """There is no such tier."""

    code = TierErrorCode.NOT_FOUND
    field = "tier"

    def __init__(self, tier_id: int) -> None:
        super().__init__(Sentence("There is no tier {tier_id}.", tier_id=tier_id))


class ProfileNotFound(CrmError):
    """There is no such profile."""

    code = TierErrorCode.NOT_FOUND
    field = "profile"

    def __init__(self, profile_id: int) -> None:
        super().__init__(
            Sentence("There is no profile {profile_id}.", profile_id=profile_id)
        )


class ProfileErased(CrmError):
    """Nothing is written about a person who was erased."""

    code = TierErrorCode.ERASED
    field = "profile"

    def __init__(self, profile_id: int) -> None:
        super().__init__(
            Sentence("Profile {profile_id} was erased.", profile_id=profile_id)
        )


class ChangedMeanwhile(CrmError):
    """Somebody else has changed the ladder or tier since it was read."""

    code = TierErrorCode.CHANGED_MEANWHILE
    field = "version"

    def __init__(self, version: int) -> None:
        super().__init__(
            Sentence(
                "Somebody has changed it; it is version {version} now.", version=version
            )
        )
        self.version = version


class TierTaken(CrmError):
    """The ladder has another tier with this code or rank."""

    code = TierErrorCode.UNIQUE

    def __init__(self, field: str, value: object) -> None:
        super().__init__(
            Sentence(
                "The ladder has another tier with the {field} {value}.",
                field=field,
                value=value,
            ),
            field=field,
        )


class TierInUse(CrmError):
    """Members stand on the tier, or decisions speak of it."""

    code = TierErrorCode.TIER_IN_USE
    field = "tier"

    def __init__(self, code: str) -> None:
        super().__init__(
            Sentence(
                "The tier {code!r} is or was somebody's and cannot be removed.",
                code=code,
            )
        )


class InvalidThreshold(CrmError):
    """Thresholds do not fit the ladder's basis."""

    code = TierErrorCode.INVALID_THRESHOLD
    field = "thresholds"


class InvalidSetting(CrmError):
    """One setting has a value that it cannot have."""

    code = TierErrorCode.INVALID


class InvalidInvitation(CrmError):
    """The invitation would be over already."""

    code = TierErrorCode.INVALID_PERIOD
    field = "until"

    def __init__(self) -> None:
        super().__init__(Sentence("An invitation must end in the future."))


class Missing(CrmError):
    """A text that has to be given is empty."""

    code = TierErrorCode.REQUIRED

    def __init__(self, field: str) -> None:
        super().__init__(Sentence("{field} is required.", field=field), field=field)
