"""Let a survivor know what the source has told and the survivor has not, and forget it again."""

from dataclasses import dataclass

from django.db import connections

from ..saleor_adapter.db import WRITER
from .moving import Merge, note_rows, noted_rows

PLACE = "crm_person_details.filled"


@dataclass(frozen=True, slots=True)
class _Detail:
    """One thing that people tell, in SQL on `own` (the survivor's row) and `theirs`."""

    is_gap: str
    fill: str
    is_theirs: str
    empty: str


_DETAILS = {
    "birthday": _Detail(
        is_gap="own.birth_month IS NULL AND theirs.birth_month IS NOT NULL",
        fill="birth_month = theirs.birth_month, birth_day = theirs.birth_day,"
        " birth_year = theirs.birth_year",
        is_theirs="(own.birth_month, own.birth_day, coalesce(own.birth_year, 0))"
        " = (theirs.birth_month, theirs.birth_day, coalesce(theirs.birth_year, 0))",
        empty="birth_month = NULL, birth_day = NULL, birth_year = NULL",
    ),
    "language": _Detail(
        is_gap="own.language = '' AND theirs.language <> ''",
        fill="language = theirs.language",
        is_theirs="own.language = theirs.language",
        empty="language = ''",
    ),
    "time_zone": _Detail(
        is_gap="own.time_zone = '' AND theirs.time_zone <> ''",
        fill="time_zone = theirs.time_zone",
        is_theirs="own.time_zone = theirs.time_zone",
        empty="time_zone = ''",
    ),
}
_CHANGE = """
UPDATE crm_person_details AS own SET {change}
FROM crm_person_details AS theirs
WHERE own.profile_id = %(target)s AND theirs.profile_id = %(source)s AND {where}
"""


def fill_details(merge: Merge) -> None:
    """Fill what the survivor has not told with what the source has, and note it. Idempotent."""
    filled = [
        name
        for name, detail in _DETAILS.items()
        if _change(merge, detail.fill, detail.is_gap)
    ]
    note_rows(merge, PLACE, filled)


def empty_details(merge: Merge) -> None:
    """Forget what was filled, unless the survivor has told something else since."""
    for name in noted_rows(merge, PLACE):
        detail = _DETAILS[name]
        _change(merge, detail.empty, detail.is_theirs)


def _change(merge: Merge, change: str, where: str) -> bool:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            _CHANGE.format(change=change, where=where),
            {"source": merge.source_id, "target": merge.target_id},
        )
        return cursor.rowcount > 0
