"""Who sends a request to the plugin's own pages. Imported only where requests are answered."""

from dataclasses import dataclass, field
from ipaddress import ip_address

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
    """A member of staff, a customer or an app by id; all None for nobody.

    `permissions` are those that this request may use, such as "account.manage_users".
    """

    user_id: int | None = None
    app_id: int | None = None
    is_staff: bool = False
    permissions: frozenset[str] = field(default_factory=frozenset)


NOBODY = Requester()


def requester(request: HttpRequest) -> Requester:
    """Return who sent the request, by the token in its headers; nobody for a token that is bad."""
    try:
        context = get_context_value(request)
        app = get_app_promise(context).get()
        user = None if app else context.user
    except jwt.PyJWTError:
        return NOBODY
    if app:
        return Requester(app_id=app.pk, permissions=_permissions_of(app))
    if user:
        return Requester(
            user_id=user.pk,
            is_staff=user.is_staff,
            permissions=_permissions_of(user) if user.is_staff else frozenset(),
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


def _permissions_of(holder: object) -> frozenset[str]:
    return frozenset(
        f"{app_label}.{codename}"
        for app_label, codename in holder.effective_permissions.values_list(  # type: ignore[attr-defined]
            "content_type__app_label", "codename"
        )
    )
