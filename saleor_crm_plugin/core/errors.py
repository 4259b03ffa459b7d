"""The base of every refusal that a caller can act on."""

from .sentences import Sentence


class CrmError(Exception):
    """A refusal: nothing was changed, and the values in it say why.

    Areas subclass it once per refusal (`InsufficientPoints`), name the argument that is wrong in
    `field` (in the API's spelling, or None) and give a `code` of the area's error-code enum.
    """

    code: str = "invalid"
    field: str | None = None

    def __init__(self, message: Sentence, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if field is not None:
            self.field = field
