"""Which runs over everybody's scores have ended since a segment was looked at last."""

from dataclasses import dataclass

from django.db import connections

from ..saleor_adapter.db import WRITER

# A kind of score that nobody had before tells nothing about anybody's life.
NEW_RUNS = """
WITH ended AS (
    SELECT id, kind FROM crm_scoring_run WHERE finished_at IS NOT NULL AND refusal = ''
)
SELECT max(run.id),
       coalesce(bool_and(EXISTS (SELECT FROM ended AS earlier
                                 WHERE earlier.kind = run.kind AND earlier.id <= %(seen)s)), false)
FROM ended AS run WHERE run.id > %(seen)s
"""


@dataclass(frozen=True, slots=True)
class NewScores:
    """The newest run that a segment has not heard (None: there is none), and if it is news.

    The first scores of a kind are none: everybody would come at once, though nothing happened.
    """

    run_id: int | None
    is_news: bool


def new_scores(seen: int | None) -> NewScores:
    """Return what has ended after the run `seen`. One query."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(NEW_RUNS, {"seen": seen or 0})
        return NewScores(*cursor.fetchone())
