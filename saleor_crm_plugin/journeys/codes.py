"""The codes that steps have given to passages."""

from collections.abc import Collection

from .models import IssuedCode


def codes_of(enrollment_ids: Collection[int]) -> dict[tuple[int, str], IssuedCode]:
    """Return the latest code by passage and step. One query, none for no passages."""
    if not enrollment_ids:
        return {}
    rows = IssuedCode.objects.filter(enrollment_id__in=enrollment_ids)
    return {(row.enrollment_id, row.step): row for row in rows.order_by("visit")}
