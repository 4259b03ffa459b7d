"""What imports refuse; nothing is changed when one is raised."""

from ..core.errors import CrmError
from ..core.sentences import Sentence
from .error_codes import FileProblem, ImportErrorCode


class ImportNotFound(CrmError):
    """There is no such import."""

    code = ImportErrorCode.NOT_FOUND
    field = "id"

    def __init__(self, import_id: int) -> None:
        super().__init__(
            Sentence("There is no import {import_id}.", import_id=import_id)
        )
        self.import_id = import_id


class WrongState(CrmError):
    """The import is not at the point where this can be done."""

    code = ImportErrorCode.WRONG_STATE
    field = "id"

    def __init__(self, state: str) -> None:
        super().__init__(
            Sentence(
                "This cannot be done with an import that is {state}.",
                state=Sentence(state),
            )
        )
        self.state = state


class UnknownKind(CrmError):
    """Nothing of this kind can be imported or exported."""

    code = ImportErrorCode.INVALID
    field = "kind"

    def __init__(self, kind: str) -> None:
        super().__init__(Sentence("There is no kind {kind!r}.", kind=kind[:40]))
        self.kind = kind


class InvalidOptions(CrmError):
    """An option of the import is missing or wrong."""

    code = ImportErrorCode.INVALID
    field = "options"


class InvalidMapping(CrmError):
    """A column is given a field that there is not, or a field twice, or a needed one never."""

    code = ImportErrorCode.INVALID
    field = "mapping"


class InvalidFileName(CrmError):
    """A file has a name of 200 characters at most."""

    code = ImportErrorCode.INVALID
    field = "fileName"

    def __init__(self) -> None:
        super().__init__(Sentence("Give the file's name, 200 characters at most."))


class InvalidColumns(CrmError):
    """A list has other columns, or cannot be written like this."""

    code = ImportErrorCode.INVALID
    field = "columns"


class FileTooLarge(CrmError):
    """The file has more bytes than an import takes."""

    code = ImportErrorCode.TOO_LARGE
    field = "file"

    def __init__(self, most: int) -> None:
        super().__init__(Sentence("A file has at most {most} bytes.", most=most))
        self.most = most


class PiecesMissing(CrmError):
    """The file has other pieces than were said."""

    code = ImportErrorCode.INVALID
    field = "pieces"

    def __init__(self, found: int) -> None:
        super().__init__(
            Sentence(
                "Pieces of the file that are there: {found}; some are missing, or were "
                "not announced.",
                found=found,
            )
        )
        self.found = found


class Unreadable(Exception):
    """The file cannot be read; `row` is where it went wrong, counted from 1, or None."""

    def __init__(self, problem: FileProblem, row: int | None = None) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.row = row
