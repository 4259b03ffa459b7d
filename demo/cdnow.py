"""The CDNOW records: what 23,570 people bought at an online record shop in 1997 and 1998.

Data by Peter Fader and Bruce Hardie, public; read from the files inside the `lifetimes` wheel
on the package index, so nothing of it is kept in this repository.
"""

import datetime
import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib import metadata
from pathlib import Path

DISTRIBUTION = "lifetimes"


class Size(enum.StrEnum):
    """How much of the records to replay."""

    SAMPLE = "sample"
    FULL = "full"


FILES = {
    Size.SAMPLE: "lifetimes/datasets/CDNOW_sample.txt",
    Size.FULL: "lifetimes/datasets/CDNOW_master.txt",
}


@dataclass(frozen=True, slots=True)
class Purchase:
    """One purchase: who, when, how many CDs, and the dollars for all of them."""

    customer: str
    on: datetime.date
    discs: int
    dollars: Decimal


def read_purchases(size: Size) -> list[Purchase]:
    """Return the purchases, oldest first; those of one customer and day keep the file's order."""
    lines = _data_file(FILES[size]).read_text(encoding="ascii").splitlines()
    return sorted(_parse(lines), key=lambda purchase: (purchase.on, purchase.customer))


def shifted_to_end_on(
    purchases: Sequence[Purchase], last_day: datetime.date
) -> list[Purchase]:
    """Move all dates by the same number of days, so that the last purchase was on `last_day`."""
    if not purchases:
        return []
    shift = last_day - max(purchase.on for purchase in purchases)
    return [replace(purchase, on=purchase.on + shift) for purchase in purchases]


def _parse(lines: Sequence[str]) -> Iterator[Purchase]:
    # The sample has a second customer number in between, the master a line of headings.
    for line in lines:
        words = line.split()
        if not words or not words[0].isdigit():
            continue
        customer, day, discs, dollars = words[0], *words[-3:]
        yield Purchase(
            customer=customer,
            on=datetime.datetime.strptime(day, "%Y%m%d").date(),  # noqa: DTZ007 (a day, no time)
            discs=int(discs),
            dollars=Decimal(dollars),
        )


def _data_file(name: str) -> Path:
    return Path(str(metadata.distribution(DISTRIBUTION).locate_file(name)))
