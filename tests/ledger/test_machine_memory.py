"""The policies against the reference, by the thousand, without a database."""

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from .machine import LedgerMachine
from .memory_books import MemoryBooks


class MemoryMachine(LedgerMachine):
    books_class = MemoryBooks


def test_policies_agree_with_the_reference_whatever_happens() -> None:
    run_state_machine_as_test(
        MemoryMachine,
        settings=settings(max_examples=100, stateful_step_count=40, deadline=None),
    )
