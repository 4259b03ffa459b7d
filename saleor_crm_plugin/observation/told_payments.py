"""Failed payments that were told, and how far back the walk over them has to look."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connections

from ..saleor_adapter.db import WRITER
from ..saleor_adapter.payment_failures import Numbers, PaymentFailure

# Whoever comes second with the same failure waits for the first, and then remembers nothing.
REMEMBER = """
INSERT INTO crm_told_payment_failure (source, number)
SELECT source, number FROM unnest(%s::text[], %s::bigint[]) AS given (source, number)
ORDER BY source, number
ON CONFLICT (source, number) DO NOTHING
RETURNING source, number
"""
KNOWN = """
SELECT source, number FROM crm_told_payment_failure
WHERE (source, number) IN (SELECT * FROM unnest(%s::text[], %s::bigint[]))
"""
FORGET = """
DELETE FROM crm_told_payment_failure
WHERE (source = 'transaction' AND number <= %s) OR (source = 'gateway' AND number <= %s)
"""

Name = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk stands: `floor` is behind it for good, up to `noted` numbers had been given.

    Every number up to the floor was given longer ago than any transaction lasts.
    """

    floor: Numbers
    noted: Numbers

    def __str__(self) -> str:
        """Return the place as a walk's row keeps it."""
        numbers = (self.floor, self.noted)
        return " ".join(f"{one.transaction}/{one.gateway}" for one in numbers)

    @classmethod
    def read(cls, stored: str) -> "Place":
        """Return the place that was kept."""
        floor, noted = (
            Numbers(*map(int, part.split("/", 1))) for part in stored.split()
        )
        return cls(floor, noted)


def remember(failures: Sequence[PaymentFailure]) -> set[Name]:
    """Note these failures as told, in one statement; return those that were not yet."""
    return _named(REMEMBER, failures)


def known(failures: Sequence[PaymentFailure]) -> set[Name]:
    """Return those of these failures that were told. One query."""
    return _named(KNOWN, failures)


def forget(floor: Numbers) -> None:
    """Delete what the walk never looks at again."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(FORGET, (floor.transaction, floor.gateway))


def name_of(failure: PaymentFailure) -> Name:
    """Return what names a failure for good."""
    return failure.source, failure.id


def _named(statement: str, failures: Sequence[PaymentFailure]) -> set[Name]:
    sources = [failure.source for failure in failures]
    numbers = [failure.id for failure in failures]
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, (sources, numbers))
        return {(source, number) for source, number in cursor.fetchall()}
