"""Rows of a CSV file: its encoding is certain or said, its delimiter found from the beginning."""

import csv
import io
from collections.abc import Iterator
from typing import IO

from .error_codes import FileProblem
from .errors import Unreadable
from .policies.encodings import (
    NAMES,
    UTF_8,
    UTF_8_WITH_MARK,
    by_mark,
    chinese_or_western,
    is_written_in,
    without_mark,
)
from .sheet import SheetRow

DELIMITERS = (",", ";", "\t", "|")
_PIECE = 1 << 18
_BEGINNING = 1 << 16
_LINES_LOOKED_AT = 30
# Spreadsheets write the delimiter into a line of its own before the header.
_SAYS_DELIMITER = "sep="


def read_csv(file: IO[bytes], said: str) -> tuple[Iterator[SheetRow], str, str]:
    """Return the rows, the encoding and the delimiter. Raises Unreadable, also while rows are read."""
    encoding = _encoding(file, said)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, errors="strict", newline="")
    try:
        beginning = text.read(_BEGINNING).lstrip("\ufeff")
    except UnicodeDecodeError:
        raise Unreadable(FileProblem.ENCODING_WRONG, 1) from None
    first_line = beginning.partition("\n")[0].strip()
    skips = 0
    if (
        first_line.lower().startswith(_SAYS_DELIMITER)
        and len(first_line) == len(_SAYS_DELIMITER) + 1
    ):
        delimiter, skips = first_line[-1], 1
    else:
        delimiter = _delimiter(beginning)
    file.seek(0)
    again = io.TextIOWrapper(
        text.detach(), encoding=encoding, errors="strict", newline=""
    )
    return _rows(again, delimiter, skips), encoding, delimiter


def _rows(text: io.TextIOWrapper, delimiter: str, skips: int) -> Iterator[SheetRow]:
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    number = 0
    try:
        for cells in reader:
            number += 1
            if number == 1 and cells:
                cells[0] = cells[0].removeprefix("\ufeff")
            if number > skips:
                # No database keeps a NUL; another control character in its place is refused later.
                yield SheetRow(number, [cell.replace("\x00", "\x01") for cell in cells])
    except UnicodeDecodeError:
        raise Unreadable(FileProblem.ENCODING_WRONG, number + 1) from None
    except csv.Error as error:
        is_long = "field limit" in str(error)
        problem = FileProblem.CELL_TOO_LONG if is_long else FileProblem.BROKEN_QUOTES
        raise Unreadable(problem, number + 1) from None


def _encoding(file: IO[bytes], said: str) -> str:
    beginning = file.read(_BEGINNING)
    if (
        found := NAMES.get(said.lower())
        or by_mark(beginning)
        or without_mark(beginning)
    ):
        return found
    if is_written_in(UTF_8, _pieces(file)):
        return UTF_8_WITH_MARK
    file.seek(0)
    # Only a text that is no UTF is looked at whole: a file is bounded.
    found = chinese_or_western(file.read())
    if found is None:
        raise Unreadable(FileProblem.ENCODING_UNCLEAR)
    return found


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece


def _delimiter(beginning: str) -> str:
    """Return the delimiter that parts the first lines most evenly; the more columns the better."""
    lines = beginning.splitlines(keepends=True)[:_LINES_LOOKED_AT]
    # The last line may be cut off.
    lines = lines[:-1] if len(lines) > 1 and len(beginning) >= _BEGINNING else lines
    return max(
        DELIMITERS, key=lambda one: (_evenness(lines, one), -DELIMITERS.index(one))
    )


def _evenness(lines: list[str], delimiter: str) -> tuple[float, int]:
    rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
    if not rows or len(rows[0]) == 1:
        return 0.0, 0
    even = sum(len(row) == len(rows[0]) for row in rows)
    return even / len(rows), len(rows[0])
