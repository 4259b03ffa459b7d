"""Try again what the database broke off for somebody else's sake."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, transaction

from .db import WRITER

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

# PostgreSQL's codes: a deadlock in which we were the one to give way, a serialization failure.
BROKEN_OFF = frozenset({"40P01", "40001"})
MOST_TRIES = 4


def tried_again(action: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Make an action one transaction that is tried up to four times when it is broken off.

    The database breaks off one of two that wait for each other, after its `deadlock_timeout`; so
    the next try finds the way free or waits for whoever was let through. Any other error is
    raised at once, and the last one always. Inside somebody else's transaction each try is a
    savepoint: the locks of the caller are kept.
    """

    @wraps(action)
    def act(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        for _ in range(MOST_TRIES - 1):
            try:
                with transaction.atomic(using=WRITER):
                    return action(*args, **kwargs)
            except OperationalError as error:
                if getattr(error.__cause__, "sqlstate", "") not in BROKEN_OFF:
                    raise
        with transaction.atomic(using=WRITER):
            return action(*args, **kwargs)

    return act
