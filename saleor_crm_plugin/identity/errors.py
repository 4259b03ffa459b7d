"""What identity refuses to do."""

from ..core.errors import CrmError
from .error_codes import IdentityErrorCode


class ProfileNotFound(CrmError):
    """No profile has this id."""

    code = IdentityErrorCode.NOT_FOUND
    field = "id"

    def __init__(self, profile_id: object) -> None:
        super().__init__(f"There is no profile {profile_id}.")
        self.profile_id = profile_id


class AuthorRequired(CrmError):
    """An act that is put on record needs to say whose it was."""

    code = IdentityErrorCode.REQUIRED
    field = "author"

    def __init__(self) -> None:
        super().__init__("Say who does this.")


class InvalidKeepingTime(CrmError):
    """Closed accounts are kept between 0 and 3,650 days."""

    code = IdentityErrorCode.INVALID
    field = "keepClosedAccountsDays"

    def __init__(self, days: int) -> None:
        super().__init__(
            f"Closed accounts can be kept from 0 to 3,650 days, not {days}."
        )
        self.days = days
