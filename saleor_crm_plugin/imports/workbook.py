"""Write lines of CSV as a workbook, row by row: memory does not grow with them."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import IO

import openpyxl

# What a worker can write, and people can open, in some seconds.
MOST_ROWS = 50_000


def write_workbook(pieces: Iterable[bytes], file: IO[bytes]) -> None:
    """Write the rows of pieces of CSV, each of whole rows; every cell as the text that it is.

    What a spreadsheet would run has its mark before it already, and cannot be a formula.
    """
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Members")
    for row in _rows(pieces):
        sheet.append(row)
    book.save(file)


def _rows(pieces: Iterable[bytes]) -> Iterator[list[str]]:
    for piece in pieces:
        yield from csv.reader(io.StringIO(piece.decode("utf-8-sig"), newline=""))
