"""Owners, and those who may act for them."""

from ...core.exceptions import PermissionDenied
from ...permission.auth_filters import AuthorizationFilters
from ...permission.utils import has_one_of_permissions


def is_owner_or_has_one_of_perms(requestor, owner, *perms):
    """Tell whether the requestor is the owner, or holds one of the permissions."""
    return bool(requestor) and (
        requestor == owner or has_one_of_permissions(requestor, perms)
    )


def check_is_owner_or_has_one_of_perms(requestor, owner, *perms):
    if not is_owner_or_has_one_of_perms(requestor, owner, *perms):
        raise PermissionDenied(permissions=[*perms, AuthorizationFilters.OWNER])
