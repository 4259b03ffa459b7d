"""Saleor's Celery application, and how a task of ours is declared on it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from saleor.celeryconf import app

from .db import allow_writer
from .plugin_state import is_active

__all__ = ["app", "crm_task"]


def crm_task(name: str) -> Callable[[Callable[..., Any]], Any]:
    """Declare a periodic task that may write, and that rests while the plugin is switched off.

    The full name is `saleor_crm_plugin.<name>`. Nothing is lost while it rests: the sweep's
    cursors stand still and catch up.
    """

    def declare(function: Callable[..., Any]) -> Any:
        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> Any:
            with allow_writer():
                return function(*args, **kwargs) if is_active() else None

        return app.task(name=f"saleor_crm_plugin.{name}")(run)

    return declare
