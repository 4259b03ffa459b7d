"""Reads of experiments: on which side people are, or would be if they were drawn now."""

from collections.abc import Sequence
from typing import Any

from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from .drawing import BUCKET
from .models import Experiment

# Whoever was drawn before stays where they are; the others would be drawn as `actions.assign` does.
_FORESEE = f"""
SELECT profile.id, coalesce(
    known.is_held_out, {BUCKET} < experiment.held_out_basis_points
) AS is_held_out
FROM crm_experiment AS experiment
CROSS JOIN unnest(%(profiles)s::bigint[]) AS wanted (id)
JOIN crm_profile AS profile ON profile.id = wanted.id
LEFT JOIN LATERAL (
    SELECT is_held_out FROM crm_holdout_assignment
    WHERE experiment_id = experiment.id AND profile_id = wanted.id LIMIT 1
) AS known ON true
WHERE experiment.id = %(experiment)s
"""  # noqa: S608 only a constant of this area


def foresee(
    experiment_id: int, profile_ids: Sequence[int], *, using: str = WRITER
) -> dict[int, bool]:
    """Return for each profile whether it is held out, or would be if it were drawn now.

    One statement, and nothing is written. Unknown profiles are absent, and everybody where there
    is no such experiment.
    """
    if not profile_ids:
        return {}
    asked: dict[str, Any] = {
        "experiment": experiment_id,
        "profiles": int_array(sorted(set(profile_ids))),
    }
    return {row["id"]: row["is_held_out"] for row in read_rows(_FORESEE, asked, using)}


def foresee_by_code(
    code: str, profile_ids: Sequence[int], *, using: str = WRITER
) -> dict[int, bool]:
    """Do the same for the experiment of this code; nobody is held out where there is none."""
    row = Experiment.objects.using(using).filter(code=code).first()
    if row is None:
        return dict.fromkeys(profile_ids, False)
    return foresee(row.pk, profile_ids, using=using)
