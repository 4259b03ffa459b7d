"""What the registering of our pages refuses; nothing is changed when one is raised."""

from ..core.errors import CrmError
from ..core.sentences import Sentence
from .error_codes import DashboardErrorCode


class AuthorRequired(CrmError):
    """Nobody is named who does it."""

    code = DashboardErrorCode.REQUIRED
    field = "author"

    def __init__(self) -> None:
        super().__init__(Sentence("Say who does this."))


class NotAnOrigin(CrmError):
    """A text is not the one address of a site."""

    code = DashboardErrorCode.INVALID
    field = "origin"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                "Give scheme, host and port of one site, such as https://dashboard.example.com."
            )
        )


class TooManyOrigins(CrmError):
    """As many sites as there can be may show our pages already."""

    code = DashboardErrorCode.TOO_MANY
    field = "origin"

    def __init__(self, most: int) -> None:
        super().__init__(Sentence("At most {most} sites are possible.", most=most))


class OriginNotFound(CrmError):
    """A site that may not show our pages anyway."""

    code = DashboardErrorCode.NOT_FOUND
    field = "origin"

    def __init__(self) -> None:
        super().__init__(Sentence("This site is not among them."))
