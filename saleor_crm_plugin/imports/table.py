"""A file as a table: its header, and its rows one at a time, whatever it is written in.

Memory does not grow with the file, but for the texts that a workbook's cells share.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from .error_codes import FileProblem
from .errors import Unreadable
from .policies.headers import told_apart
from .reading_csv import read_csv
from .reading_xlsx import ZIP_MARK, read_xlsx
from .sheet import SheetRow

MOST_ROWS = 500_000
MOST_COLUMNS = 200
# Room for the words of a note; what is longer is no cell but a mistake in quoting.
LONGEST_STORED = 20_000


@dataclass(frozen=True, slots=True)
class Table:
    """A file's header, how it is written, and its rows; reading them may raise Unreadable."""

    header: Sequence[str]
    encoding: str
    delimiter: str
    rows: Iterator[SheetRow]


def read_table(file: IO[bytes], *, encoding: str = "") -> Table:
    """Return the table of a CSV file or of a workbook's first sheet.

    `encoding` is what staff say of a CSV file, by one of the usual names; else it is found out.
    Raises Unreadable.
    """
    mark = file.read(len(ZIP_MARK))
    file.seek(0)
    if not mark:
        raise Unreadable(FileProblem.EMPTY)
    if mark == ZIP_MARK:
        rows, found, delimiter = read_xlsx(file, MOST_ROWS), "xlsx", ""
    else:
        rows, found, delimiter = read_csv(file, encoding)
    bounded = _bounded(rows)
    header = next(bounded, None)
    if header is None:
        raise Unreadable(FileProblem.NO_HEADER)
    names = told_apart([one.strip() for one in header.cells])
    return Table(names, found, delimiter, bounded)


def _bounded(rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
    """Pass on the rows that hold something, each cut where its cells end."""
    for row in rows:
        cells = list(row.cells)
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            continue
        if row.number > MOST_ROWS + 1:
            raise Unreadable(FileProblem.TOO_MANY_ROWS, row.number)
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(FileProblem.TOO_MANY_COLUMNS, row.number)
        if any(len(cell) > LONGEST_STORED for cell in cells):
            raise Unreadable(FileProblem.CELL_TOO_LONG, row.number)
        yield SheetRow(row.number, cells)
