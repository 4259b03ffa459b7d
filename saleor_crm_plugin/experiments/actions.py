"""Set up experiments, and draw people into their sides."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from ..audit.actions import record_change
from ..saleor_adapter.arrays import int_array
from .drawing import BUCKET, salt_of
from .errors import ExperimentNotFound, InvalidShare, Missing
from .models import Experiment

GLOBAL = "global"
SUBJECT = "experiment"
MOST_BASIS_POINTS = 5_000
# Each person is looked up by the unique key: statistics from before a large send would have all the
# drawn read per batch.
_ASSIGN = f"""
WITH drawn AS (
    SELECT profile.id AS profile_id, experiment.id AS experiment_id,
           experiment.held_out_basis_points AS share,
           {BUCKET} AS bucket
    FROM crm_experiment AS experiment
    CROSS JOIN unnest(%(profiles)s::bigint[]) AS wanted (id)
    JOIN crm_profile AS profile ON profile.id = wanted.id
    WHERE experiment.id = %(experiment)s
), added AS (
    INSERT INTO crm_holdout_assignment
           (experiment_id, profile_id, bucket, is_held_out, assigned_at)
    SELECT experiment_id, profile_id, bucket, bucket < share, %(now)s
    FROM drawn ORDER BY profile_id
    ON CONFLICT (experiment_id, profile_id) DO NOTHING
    RETURNING profile_id, is_held_out
)
SELECT profile_id, is_held_out FROM added
UNION ALL
SELECT wanted.id, known.is_held_out
FROM unnest(%(profiles)s::bigint[]) AS wanted (id)
CROSS JOIN LATERAL (
    SELECT is_held_out FROM crm_holdout_assignment
    WHERE experiment_id = %(experiment)s AND profile_id = wanted.id LIMIT 1
) AS known
"""  # noqa: S608 only a constant of this area


def set_holdout(
    code: str, *, basis_points: int, author: str, now: datetime.datetime
) -> Experiment:
    """Make the experiment of this code or change its share, for those drawn from now on.

    Race-safe by the unique code. Raises InvalidShare, Missing.
    """
    if not code.strip():
        raise Missing("code")
    if not author.strip():
        raise Missing("author")
    if not 0 <= basis_points <= MOST_BASIS_POINTS:
        raise InvalidShare
    with transaction.atomic():
        row, is_new = Experiment.objects.select_for_update().get_or_create(
            code=code,
            defaults={
                "salt": salt_of(code),
                "held_out_basis_points": basis_points,
            },
        )
        before = {} if is_new else {"basis_points": row.held_out_basis_points}
        if row.held_out_basis_points != basis_points:
            row.held_out_basis_points = basis_points
            row.save(update_fields=["held_out_basis_points"])
        after = {"basis_points": basis_points}
        record_change(
            SUBJECT, row.pk, author=author, before=before, after=after, now=now
        )
    return row


def assign(
    experiment_id: int, profile_ids: Sequence[int], *, now: datetime.datetime
) -> dict[int, bool]:
    """Draw those who were not drawn yet; return for each profile whether it is held out.

    One statement, idempotent: an assignment is never changed. Two callers at once agree, because
    the draw follows from the salt alone; what the other one has just added is read in a second
    round. Unknown profiles are absent. Raises ExperimentNotFound.
    """
    if not profile_ids:
        return {}
    wanted = sorted(set(profile_ids))
    asked: dict[str, Any] = {
        "experiment": experiment_id,
        "profiles": int_array(wanted),
        "now": now,
    }
    found: dict[int, bool] = {}
    with connection.cursor() as cursor:
        cursor.execute(_ASSIGN, asked)
        found.update(cursor.fetchall())
        if len(found) < len(wanted):
            # Rows that another transaction added meanwhile are seen by the next statement only.
            cursor.execute(_ASSIGN, asked)
            found.update(cursor.fetchall())
    if not found and not Experiment.objects.filter(pk=experiment_id).exists():
        raise ExperimentNotFound(experiment_id)
    return found


def assign_by_code(
    code: str, profile_ids: Sequence[int], *, now: datetime.datetime
) -> dict[int, bool]:
    """Draw for the experiment of this code; nobody is held out where there is none."""
    row = Experiment.objects.filter(code=code).first()
    if row is None:
        return dict.fromkeys(profile_ids, False)
    return assign(row.pk, profile_ids, now=now)
