"""What consent refuses, one exception per refusal; nothing is changed when one is raised."""

from ..core.errors import CrmError
from ..core.sentences import Sentence
from .error_codes import ConsentErrorCode


class UnknownPurpose(CrmError):
    """There is no such purpose."""

    code = ConsentErrorCode.INVALID
    field = "purpose"

    def __init__(self, purpose: str) -> None:
        super().__init__(Sentence("There is no purpose {purpose!r}.", purpose=purpose))
        self.purpose = purpose


class PurposeNeedsNoConsent(CrmError):
    """What the contract needs is neither granted nor withdrawn."""

    code = ConsentErrorCode.NOT_ASKED_FOR
    field = "purpose"

    def __init__(self, purpose: str) -> None:
        super().__init__(
            Sentence(
                "Nobody is asked for consent to {purpose} messages.", purpose=purpose
            )
        )
        self.purpose = purpose


class InvalidCode(CrmError):
    """Codes of channels, lists, sources and wordings are short and plain."""

    code = ConsentErrorCode.INVALID

    def __init__(self, field: str, value: str) -> None:
        super().__init__(
            Sentence("{value!r} is not a code.", value=value[:40]), field=field
        )
        self.value = value


class WordingNotFound(CrmError):
    """There is no such wording."""

    code = ConsentErrorCode.NOT_FOUND
    field = "wording"

    def __init__(self, wording_id: int) -> None:
        super().__init__(
            Sentence("There is no wording {wording_id}.", wording_id=wording_id)
        )
        self.wording_id = wording_id


class WordingTextRequired(CrmError):
    """A wording says something, in 4,000 characters at most."""

    code = ConsentErrorCode.REQUIRED
    field = "text"

    def __init__(self) -> None:
        super().__init__(Sentence("Give the words, 4,000 characters at most."))


class InvalidNames(CrmError):
    """Names need a text of bounded length in at least one language."""

    code = ConsentErrorCode.INVALID
    field = "names"


class SuppressionNotFound(CrmError):
    """There is no such suppression, or it was lifted before."""

    code = ConsentErrorCode.NOT_FOUND
    field = "id"

    def __init__(self, suppression_id: int) -> None:
        super().__init__(
            Sentence(
                "There is no suppression {suppression_id} in force.",
                suppression_id=suppression_id,
            )
        )
        self.suppression_id = suppression_id


class AuthorRequired(CrmError):
    """What is put on record needs to say whose act it was."""

    code = ConsentErrorCode.REQUIRED
    field = "author"

    def __init__(self) -> None:
        super().__init__(Sentence("Say who does this."))


class LinkInvalid(CrmError):
    """The link is not one that we made, or its person is gone."""

    code = ConsentErrorCode.LINK_INVALID

    def __init__(self) -> None:
        super().__init__(Sentence("This link is not valid."))


class LinkOver(CrmError):
    """The link was good once, and something happened since."""

    code = ConsentErrorCode.LINK_OVER

    def __init__(self) -> None:
        super().__init__(Sentence("This link is no longer valid."))


class ChangedMeanwhile(CrmError):
    """Somebody else has changed it since it was read."""

    code = ConsentErrorCode.CHANGED_MEANWHILE
    field = "version"

    def __init__(self, version: int) -> None:
        super().__init__(
            Sentence(
                "Somebody has changed it; it is version {version} now.", version=version
            )
        )
        self.version = version
