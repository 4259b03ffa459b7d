"""Queries that fields share: rows of one person gathered into one, and orders as they count."""

from typing import Any

from .field import Holders, Moment, Reads, Relation

# What counts as an order, as everywhere: neither canceled nor gone nor a mere replacement.
COUNTED = (
    "told.is_placed AND NOT told.is_canceled AND NOT told.is_gone"
    " AND NOT told.is_reissue AND told.profile_id IS NOT NULL"
)


def gathered(
    what: str, rows: str, person: str = "profile_id", **parameters: Any
) -> Relation:
    """Return the relation of one row per person: aggregates (`what`) over `rows`.

    `rows` is everything behind FROM, with a WHERE; `person` the column with the person's id.
    """
    return Relation(
        sql=(
            f"(SELECT {person} AS profile_id, {what} FROM {rows} {{people}}"  # noqa: S608 constants
            f" GROUP BY {person})"
        ),
        person=person if "." in person else "profile_id",
        parameters=parameters,
        is_dear=True,
    )


def held(
    element: str, rows: str, person: str = "profile_id", **parameters: Any
) -> Reads:
    """Return the reads of a set: everything that rows of one person hold, each once."""
    relation = gathered(
        f"array_agg(DISTINCT {element}) AS elements", rows, person, **parameters
    )
    return Reads(
        relation=relation,
        value="{row}.elements",
        holders=Holders(
            rows=rows, element=element, person=person, parameters=parameters
        ),
    )


def sums_of_days(
    what: str, rows: str, *, moment: Moment, within_days: int | None, **parameters: Any
) -> Reads:
    """Return an aggregate over a table with a row per person and `day`, in a window of days.

    Today is the last of the days. The value may change at the midnight at which its first day
    falls out of the window.
    """
    if within_days is None:
        return Reads(
            relation=gathered(f"{what} AS value", rows, **parameters),
            value="{row}.value",
        )
    relation = gathered(
        f"{what} AS value,"
        " (min(day) + %(within)s)::timestamp AT TIME ZONE %(zone)s AS until",
        f"{rows} AND day > %(today)s::date - %(within)s",
        within=within_days,
        zone=str(moment.zone),
        today=moment.today,
        **parameters,
    )
    return Reads(relation=relation, value="{row}.value", until="{row}.until")
