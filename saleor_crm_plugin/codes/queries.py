"""The codes that sources have given."""

from collections.abc import Collection, Sequence
from typing import Any

from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from .given import CodeFor, GivenCode
from .models import IssuedCode

GIVEN = """
SELECT held.id, held.source_id, held.occurrence, held.code, held.expires_at
FROM unnest(%(sources)s::bigint[], %(occurrences)s::bigint[]) AS wanted (source_id, occurrence)
JOIN crm_issued_code AS held
  ON held.source_kind = %(kind)s AND held.source_id = wanted.source_id
 AND held.occurrence = wanted.occurrence
"""


def codes_for(
    kind: str, wanted: Sequence[CodeFor], *, using: str = WRITER
) -> dict[tuple[int, int], GivenCode]:
    """Return by key the codes that these were given already; others are absent. One query."""
    parameters: dict[str, Any] = {
        "kind": kind,
        "sources": int_array(one.source_id for one in wanted),
        "occurrences": int_array(one.occurrence for one in wanted),
    }
    return {
        (row["source_id"], row["occurrence"]): GivenCode(
            id=row["id"], code=row["code"], expires_at=row["expires_at"]
        )
        for row in read_rows(GIVEN, parameters, using)
    }


def codes_of_steps(
    kind: str, source_ids: Collection[int], *, using: str = WRITER
) -> dict[tuple[int, str], GivenCode]:
    """Return the latest code by source and step. One query, none for no sources."""
    if not source_ids:
        return {}
    rows = IssuedCode.objects.using(using).filter(
        source_kind=kind, source_id__in=source_ids
    )
    return {
        (row.source_id, row.step): GivenCode(
            id=row.pk, code=row.code, expires_at=row.expires_at
        )
        for row in rows.order_by("occurrence")
    }


def owners_of(codes: Collection[str], *, using: str = WRITER) -> dict[str, int]:
    """Return whose each of these codes is; those that we have not given are absent.

    One query, none for no codes.
    """
    if not codes:
        return {}
    rows = IssuedCode.objects.using(using).filter(code__in=codes)
    return dict(rows.values_list("code", "profile_id"))
