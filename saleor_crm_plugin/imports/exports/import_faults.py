"""What is wrong with the rows of an import: each fault with its row, column and reason."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import ImportNotFound
from ..export import PAGE, Export, exports
from ..models import Import
from ..queries import faulty_rows
from ..reasons import reason

COLUMNS = ("row", "column", "value", "problem", "reason")


@exports.register
class ImportFaults(Export):
    code = "import_faults"
    label = "Faults of an import"
    needs = "import"

    def check(self, subject: int) -> None:
        if not Import.objects.filter(pk=subject).exists():
            raise ImportNotFound(subject)

    def header(self, subject: int, using: str) -> Sequence[str]:
        return COLUMNS

    def page(self, subject: int, after: Any, using: str) -> Sequence[Mapping[str, Any]]:
        rows = faulty_rows(subject, first=PAGE, after=after or 0, using=using)
        [columns] = (
            Import.objects.using(using)
            .filter(pk=subject)
            .values_list("columns", flat=True)
        )
        return [
            {
                "place": row.number,
                "cells": dict(zip(columns, row.cells or (), strict=False)),
                "problems": row.problems or (),
            }
            for row in rows
        ]

    def cells(
        self, row: Mapping[str, Any], header: Sequence[str]
    ) -> list[Sequence[Any]]:
        return [
            [
                row["place"],
                one["column"],
                row["cells"].get(one["column"], ""),
                one["problem"],
                reason(one),
            ]
            for one in row["problems"]
        ]
