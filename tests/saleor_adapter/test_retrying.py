"""What the database breaks off for somebody else's sake is tried again, a bounded number of times."""

import psycopg
import pytest
from django.db import OperationalError, connection

from saleor_crm_plugin.saleor_adapter.retrying import MOST_TRIES, tried_again


def broken_off(error):
    """Raise as Django does: its own error, with the driver's behind it."""
    raise OperationalError from error


@pytest.mark.parametrize(
    "error", [psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure]
)
@pytest.mark.parametrize("failures", [0, 1, MOST_TRIES - 1])
def test_it_is_done_once_the_way_is_free(error, failures, db):
    tries = []

    @tried_again
    def act(number, *, by):
        tries.append(number)
        if len(tries) <= failures:
            broken_off(error())
        return number * by

    assert act(3, by=2) == 6
    assert tries == [3] * (failures + 1)


@pytest.mark.parametrize(
    ("error", "tries"),
    [(psycopg.errors.DeadlockDetected, MOST_TRIES), (psycopg.errors.AdminShutdown, 1)],
)
def test_it_is_given_up_in_the_end_and_at_once_for_other_reasons(error, tries, db):
    seen = []

    @tried_again
    def act():
        seen.append(1)
        broken_off(error())

    with pytest.raises(OperationalError):
        act()

    assert len(seen) == tries


def test_a_try_that_failed_leaves_nothing_behind(db):
    answers = []

    @tried_again
    def act():
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS tried (n int)")
            cursor.execute("INSERT INTO tried VALUES (1)")
            cursor.execute("SELECT count(*) FROM tried")
            answers.append(cursor.fetchone()[0])
        if len(answers) == 1:
            broken_off(psycopg.errors.DeadlockDetected())

    act()

    assert answers == [1, 1]
