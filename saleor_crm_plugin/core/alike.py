"""Rows that differ in a few columns only, as one document: what they share is said once."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from pydantic_core import to_json

AlikeRow = tuple[tuple[Hashable, ...], tuple[Any, ...]]


def alike(
    rows: Iterable[AlikeRow], *, shared: Sequence[str], own: Sequence[str]
) -> str:
    """Return the rows, each given as (what it shares, what is its own), for `json_to_recordset`.

    One object per set of shared values: these under the names of `shared`, and under each name of
    `own` the list of that column's values. Nearly all rows of a batch are alike, so that the
    database reads a few objects and some plain arrays instead of an object per row.
    """
    groups: dict[tuple[Hashable, ...], list[tuple[Any, ...]]] = {}
    for values, differing in rows:
        groups.setdefault(values, []).append(differing)
    documents = [
        dict(zip(shared, values, strict=True))
        | dict(zip(own, zip(*differing, strict=True), strict=True))
        for values, differing in groups.items()
    ]
    return to_json(documents).decode()
