"""How every operation runs: one plugin manager per request, hooks after the commit, a clock that can be set."""

import contextlib
import datetime
import functools
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar
from unittest import mock

from django.db import transaction
from django.utils import timezone
from saleor.core.db.connection import allow_writer
from saleor.core.utils.events import call_event
from saleor.plugins.manager import PluginsManager, get_plugins_manager

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

_manager: ContextVar[PluginsManager | None] = ContextVar("manager", default=None)


@contextlib.contextmanager
def one_request() -> Iterator[None]:
    """Share one plugin manager among the operations inside, as one request of the real shop does."""
    if _manager.get() is not None:
        yield
        return
    token = _manager.set(get_plugins_manager(allow_replica=False))
    try:
        with allow_writer():
            yield
    finally:
        _manager.reset(token)


def operation(function: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """Run a verb as a request of its own, unless it is part of one."""

    @functools.wraps(function)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
        with one_request():
            return function(*args, **kwargs)

    run.is_operation = True  # so that the contract's tests find the verbs
    return run


def tell(hook: str, *args: Any, **kwargs: Any) -> None:
    """Call a hook of every active plugin: now, or after the commit of the open transaction."""
    manager = _manager.get()
    if manager is None:
        raise RuntimeError(f"The hook {hook} was called outside of an operation.")
    call_event(getattr(manager, hook), *args, **kwargs)


def after_commit(function: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    """Run the second half of an operation after its commit, still as part of its request."""
    manager = _manager.get()

    def run() -> None:
        token = _manager.set(manager)
        try:
            with allow_writer():
                function(*args, **kwargs)
        finally:
            _manager.reset(token)

    transaction.on_commit(run)


def tell_order(order: Any, *hooks: str) -> None:
    """Call hooks that take an order, in this order."""
    for hook in hooks:
        tell(hook, order, webhooks=set())


def notify(event: str, channel_slug: str | None, email: str) -> None:
    """Ask the plugins to send somebody a message of the shop's own."""
    tell("notify", event, lambda: {"recipient_email": email}, channel_slug=channel_slug)


@contextlib.contextmanager
def shop_time(moment: datetime.datetime) -> Iterator[None]:
    """Let the shop believe that it is `moment` (aware); only for replays, since it holds for the whole process."""
    with mock.patch.object(timezone, "now", return_value=moment):
        yield
