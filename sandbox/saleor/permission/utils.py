"""Checks whether a requestor holds permissions."""

from .auth_filters import AuthorizationFilters, resolve_authorization_filter_fn
from .enums import get_permissions_enum_dict


def all_permissions_required(context, permissions):
    """Tell whether every permission holds and, where filters are given, one of them."""
    if not permissions:
        return True
    granted = _permission_results(context, permissions)
    filtered = _filter_results(context, permissions)
    return all(granted) and (any(filtered) if filtered else True)


def one_of_permissions_or_auth_filter_required(context, permissions):
    """Tell whether at least one permission or one authorization filter holds."""
    if not permissions:
        return True
    return any(_permission_results(context, permissions)) or any(
        _filter_results(context, permissions)
    )


def _permission_results(context, permissions):
    required = [p for p in permissions if not isinstance(p, AuthorizationFilters)]
    if not required:
        return []
    requestor = context.app or context.user
    if not requestor:
        return [False]
    return [requestor.has_perm(permission) for permission in required]


def _filter_results(context, permissions):
    checks = (
        resolve_authorization_filter_fn(p)
        for p in permissions
        if isinstance(p, AuthorizationFilters)
    )
    return [bool(check(context)) for check in checks if check]


def permission_required(requestor, perms):
    """Tell whether the requestor has all the permissions; apps never manage staff."""
    from ..account.models import User

    if not requestor:
        return False
    manage_staff = get_permissions_enum_dict()["MANAGE_STAFF"]
    if not isinstance(requestor, User) and manage_staff in perms:
        return False
    return requestor.has_perms(perms)


def has_one_of_permissions(requestor, permissions):
    if not permissions:
        return True
    return any(permission_required(requestor, (perm,)) for perm in permissions)


def message_one_of_permissions_required(permissions):
    names = ", ".join(permission.name for permission in permissions)
    return f"\n\nRequires one of the following permissions: {names}."
