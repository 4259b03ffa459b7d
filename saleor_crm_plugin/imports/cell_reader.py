"""Reads the cells of one row into values, and collects what is wrong with them."""

from collections.abc import Callable
from typing import TypeVar

from .error_codes import Problem
from .import_kind import Fault, Work
from .models import ImportRow
from .policies.cells import LONGEST_CELL, cleaned, is_formula, is_readable
from .policies.values import BadValue

Value = TypeVar("Value")


class CellReader:
    """One row's cells by their fields; `faults` grows while they are read."""

    def __init__(self, row: ImportRow, work: Work) -> None:
        self._cells = row.cells or []
        self._columns = work.columns
        self.faults: list[Fault] = []

    def text(self, field: str) -> str:
        """Return the cell as it is meant; "" where there is none, or where it is none of ours."""
        place, header = self._columns.get(field, (None, ""))
        if place is None or place >= len(self._cells):
            return ""
        given = self._cells[place]
        if not is_readable(given):
            return self._fault(Problem.UNREADABLE, header)
        text = cleaned(given)
        if len(text) > LONGEST_CELL:
            return self._fault(Problem.TOO_LONG, header)
        if is_formula(text):
            return self._fault(Problem.FORMULA, header)
        return text

    def value(self, field: str, read: Callable[[str], Value]) -> Value | None:
        """Return the cell's value; None for an empty cell and, with a fault, for a wrong one."""
        text = self.text(field)
        if not text:
            return None
        try:
            return read(text)
        except BadValue as wrong:
            self._fault(wrong.problem, self._columns[field][1])
            return None

    def needed(self, field: str, read: Callable[[str], Value]) -> Value | None:
        """Return the cell's value; an empty cell is a fault."""
        before = len(self.faults)
        found = self.value(field, read)
        if found is None and len(self.faults) == before:
            self._fault(Problem.REQUIRED, self._columns.get(field, (None, field))[1])
        return found

    def _fault(self, problem: Problem, header: str) -> str:
        self.faults.append(Fault(problem, header))
        return ""
