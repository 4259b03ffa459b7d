"""Who sends a request to the plugin's own pages. Imported only where requests are answered."""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

import jwt
from django.http import HttpRequest
from saleor.graphql.app.dataloaders import get_app_promise
from saleor.graphql.context import get_context_value

__all__ = [
    "Requester",
    "client_ip",
    "get_app_promise",
    "get_context_value",
    "requester",
]


@dataclass(frozen=True, slots=True)
class Requester:
    """A member of staff, a customer or an app by id; both None for nobody.

    `is_permitted` says whether they hold the permission that was asked for; staff alone and apps do.
    """

    user_id: int | None = None
    app_id: int | None = None
    is_staff: bool = False
    is_permitted: bool = False


NOBODY = Requester()


def requester(request: HttpRequest, permission: str = "") -> Requester:
    """Return who sent the request, by the token in its headers; nobody for a token that is bad.

    `permission` is one of Saleor's, such as "account.manage_users"; "" asks for none.
    """
    try:
        context = get_context_value(request)
        app = get_app_promise(context).get()
        # Looked up here and now: a token with a bad signature shows only then.
        user = None if app else context.user or None
    except jwt.PyJWTError:
        return NOBODY
    if app:
        return Requester(app_id=app.pk, is_permitted=_may(app, permission))
    if user:
        is_permitted = user.is_staff and _may(user, permission)
        return Requester(
            user_id=user.pk, is_staff=user.is_staff, is_permitted=is_permitted
        )
    return NOBODY


def client_ip(request: HttpRequest) -> str:
    """Return the client's address as a proxy in front of the shop reports it, else the peer's.

    A client can lie about it: it serves courtesy limits and evidence, never access.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    for given in (*forwarded, request.META.get("REMOTE_ADDR", "")):
        if _is_address(given.strip()):
            return given.strip()
    return ""


def _is_address(given: str) -> bool:
    try:
        ip_address(given)
    except ValueError:
        return False
    # A zone after the address is the sender's own affair, and no address to store.
    return "%" not in given


def _may(holder: Any, permission: str) -> bool:
    return not permission or bool(holder.has_perm(permission))
