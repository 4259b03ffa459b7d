"""Apps by what a request knows of them."""

from .app import ActiveAppByIdLoader, AppByIdLoader, AppByTokenLoader
from .utils import app_promise_callback, get_app_promise, promise_app

__all__ = [
    "ActiveAppByIdLoader",
    "AppByIdLoader",
    "AppByTokenLoader",
    "app_promise_callback",
    "get_app_promise",
    "promise_app",
]
