"""One row of a file, whatever the file is."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its number as spreadsheets count it: the header is mostly 1."""

    number: int
    cells: Sequence[str]
