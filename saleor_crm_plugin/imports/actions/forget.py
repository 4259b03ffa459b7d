"""Forget what files held: the texts of rows are kept for a time in which an import can be undone."""

import datetime

from django.db import connections

from ...saleor_adapter.db import WRITER

KEPT_AFTER_THE_END = datetime.timedelta(days=30)
KEPT_WITHOUT_AN_END = datetime.timedelta(days=7)
# Imports that nobody goes on with are canceled; then what is over for long loses its rows' texts.
FORGET = """
WITH over AS (
    SELECT id FROM crm_import
    WHERE forgotten_at IS NULL AND (
        ended_at < %(ended_before)s
        OR ended_at IS NULL AND state IN ('waiting', 'ready', 'rehearsed', 'failed')
           AND created_at < %(begun_before)s
        OR failed_in = 'uploaded' AND created_at < %(begun_before)s
    )
    ORDER BY id LIMIT 10
    FOR UPDATE SKIP LOCKED
), pieces AS (
    DELETE FROM crm_import_piece WHERE file_id IN (SELECT id FROM over)
), texts AS (
    DELETE FROM crm_import_row WHERE file_id IN (SELECT id FROM over)
)
UPDATE crm_import
SET forgotten_at = %(now)s, columns = '[]', mapping = '[]',
    state = CASE WHEN state IN ('waiting', 'ready', 'rehearsed') THEN 'canceled' ELSE state END
WHERE id IN (SELECT id FROM over)
"""


def forget_files(*, now: datetime.datetime) -> int:
    """Delete the rows of up to ten imports that were over long ago; return how many there were.

    Idempotent. Their counts stay.
    """
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            FORGET,
            {
                "now": now,
                "ended_before": now - KEPT_AFTER_THE_END,
                "begun_before": now - KEPT_WITHOUT_AN_END,
            },
        )
        return int(cursor.rowcount)
