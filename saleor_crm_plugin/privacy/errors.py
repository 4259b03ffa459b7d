"""What privacy refuses to do."""

from ..core.errors import CrmError
from ..core.sentences import Sentence
from ..identity.error_codes import IdentityErrorCode


class PersonGone(CrmError):
    """There is no such person, or the person was erased: there is nothing to hand over."""

    code = IdentityErrorCode.NOT_FOUND
    field = "id"

    def __init__(self) -> None:
        super().__init__(Sentence("There is no such person, or the person was erased."))
