"""The app that makes a request."""

from functools import partial, wraps

from promise import Promise

from ....core.auth import get_token_from_request
from .app import AppByTokenLoader

APP_TOKEN_LENGTH = 30


def promise_app(context):
    token = get_token_from_request(context)
    if not token or len(token) != APP_TOKEN_LENGTH:
        return Promise.resolve(None)
    return AppByTokenLoader(context).load(token)


def get_app_promise(context):
    """Promise the app of the request's token, None for a user or nobody."""
    if hasattr(context, "app"):
        return Promise.resolve(context.app)
    return promise_app(context)


def app_promise_callback(func):
    """Give a resolver the app as its third argument."""

    @wraps(func)
    def wrapper(root, info, *args, **kwargs):
        return get_app_promise(info.context).then(
            partial(func, root, info, *args, **kwargs)
        )

    return wrapper
