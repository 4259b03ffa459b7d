"""Lists of what is kept, as CSV that goes out page by page: memory does not grow with the list."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, ClassVar

from ..core.registry import Registry
from .policies.cells import guarded

PAGE = 1_000
# Spreadsheets take a file for UTF-8 only by this.
MARK = "\ufeff"


class Export:
    """One list. Its pages are read by keyset, each in a statement of its own.

    `needs` names what the list is of, beside itself: "import", "program" or nothing.
    """

    code: ClassVar[str] = ""
    label: ClassVar[str]
    needs: ClassVar[str] = ""

    def check(self, subject: int) -> None:
        """Raise CrmError where there is no such subject."""

    def header(self, subject: int, using: str) -> Sequence[str]:
        """Return the names of the columns."""
        raise NotImplementedError

    def page(self, subject: int, after: Any, using: str) -> Sequence[Mapping[str, Any]]:
        """Return up to PAGE rows behind the place `after` (None: from the beginning), in order.

        Each has its place under "place".
        """
        raise NotImplementedError

    def cells(
        self, row: Mapping[str, Any], header: Sequence[str]
    ) -> list[Sequence[Any]]:
        """Return the lines of one row."""
        return [[row[name] for name in header]]


exports = Registry(Export)


def load_exports() -> None:
    """Import every export's file, so that it registers itself."""
    exports.load(import_module(f"{__package__}.exports"))


def csv_pieces(code: str, subject: int, *, using: str) -> Iterator[str]:
    """Give the whole list as pieces of CSV, a page each; no spreadsheet runs what is in a cell."""
    export = exports[code]()
    header = export.header(subject, using)
    yield MARK + csv_lines([header])
    after = None
    while rows := export.page(subject, after, using):
        yield csv_lines([line for row in rows for line in export.cells(row, header)])
        after = rows[-1]["place"]


def csv_lines(rows: Sequence[Sequence[Any]]) -> str:
    """Return rows as CSV; no spreadsheet runs what is in a cell."""
    text = io.StringIO()
    csv.writer(text).writerows([[_text(cell) for cell in row] for row in rows])
    return text.getvalue()


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    # Numbers stay numbers, also those below zero.
    return str(cell) if isinstance(cell, int | float) else guarded(str(cell))
