"""A sample of the same machine against PostgreSQL, with replays and the invariants in SQL."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from .database_books import DatabaseBooks
from .machine import LedgerMachine


class DatabaseMachine(LedgerMachine):
    books_class = DatabaseBooks


@pytest.mark.django_db
def test_actions_agree_with_the_reference_whatever_happens() -> None:
    run_state_machine_as_test(
        DatabaseMachine,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
