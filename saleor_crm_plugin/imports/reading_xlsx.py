"""Rows of a workbook's first sheet, with bounds on what a small file can unfold to."""

import datetime
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import ParseError  # noqa: S405 only the name of what the library raises

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from .error_codes import FileProblem
from .errors import Unreadable
from .sheet import SheetRow

ZIP_MARK = b"PK\x03\x04"
MOST_MEMBERS = 500
MOST_UNFOLDED = 256 << 20
# These are held in memory, all at once.
MOST_SHARED_TEXTS = 64 << 20
SHARED_TEXTS = "xl/sharedStrings.xml"
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_LONGEST_DECLARATION = max(map(len, _DECLARATIONS))
_PICTURES = "xl/media/"
_PIECE = 1 << 18
# What a file can raise that is no workbook, or a broken one.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
    NotImplementedError,
)


def read_xlsx(file: IO[bytes], most_rows: int) -> Iterator[SheetRow]:
    """Give the rows of the first sheet; formulas as the values that they had when it was saved.

    Raises Unreadable, also while rows are read.
    """
    try:
        _require_bounded(file)
        book = openpyxl.load_workbook(
            file, read_only=True, data_only=True, keep_links=False
        )
        sheet = book.worksheets[0]
        # What a sheet says of its own size is not to be trusted.
        sheet.reset_dimensions()
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            if number > most_rows + 1:
                raise Unreadable(FileProblem.TOO_MANY_ROWS, number)
            yield SheetRow(number, [_text(value) for value in values])
    except _BROKEN:
        raise Unreadable(FileProblem.NO_WORKBOOK) from None


def _require_bounded(file: IO[bytes]) -> None:
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        unfolded = sum(one.file_size for one in members)
        shared = sum(one.file_size for one in members if one.filename == SHARED_TEXTS)
        if (
            len(members) > MOST_MEMBERS
            or unfolded > MOST_UNFOLDED
            or shared > MOST_SHARED_TEXTS
        ):
            raise Unreadable(FileProblem.WORKBOOK_TOO_LARGE)
        if any(one.flag_bits & 1 for one in members) or any(
            _declares_types(archive, one) for one in members
        ):
            raise Unreadable(FileProblem.WORKBOOK_FORBIDDEN)
    file.seek(0)


def _declares_types(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether a part declares types or entities, which no workbook needs and bombs are made of.

    Whatever a part is called it can be read as a sheet, and a declaration may stand far behind the
    beginning; so all are looked at as a whole, but for pictures.
    """
    if member.filename.startswith(_PICTURES):
        return False
    with archive.open(member) as part:
        end = b""
        while piece := part.read(_PIECE):
            seen = end + piece.replace(b"\x00", b"").upper()
            if any(one in seen for one in _DECLARATIONS):
                return True
            end = seen[-_LONGEST_DECLARATION:]
    return False


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time.min
        return value.date().isoformat() if is_day else value.isoformat(sep=" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\x00", "\x01")
