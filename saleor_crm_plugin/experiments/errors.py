"""What experiments refuse; nothing is changed when one of these is raised."""

from ..core.errors import CrmError
from ..core.sentences import Sentence
from .error_codes import ExperimentErrorCode


class InvalidShare(CrmError):
    """The share to hold back is none that can be held back."""

    code = ExperimentErrorCode.INVALID
    field = "holdout"

    def __init__(self) -> None:
        super().__init__(Sentence("Between 0 and 50 percent can be held back."))


class ExperimentNotFound(CrmError):
    """There is no such experiment."""

    code = ExperimentErrorCode.NOT_FOUND
    field = "experiment"

    def __init__(self, experiment: int | str) -> None:
        super().__init__(
            Sentence("There is no experiment {experiment}.", experiment=experiment)
        )


class Missing(CrmError):
    """A text that has to be given is empty."""

    code = ExperimentErrorCode.REQUIRED

    def __init__(self, field: str) -> None:
        super().__init__(Sentence("{field} is required.", field=field), field=field)
