"""Who may see what: the owner, or somebody with the permission."""

from typing import Any

from ..saleor_adapter.graphql import (
    AccountPermissions,
    AuthorizationFilters,
    PermissionDenied,
    ResolveInfo,
    get_user_or_app_from_context,
    has_one_of_permissions,
)
from .ids import node_id


def is_allowed(info: ResolveInfo, *permissions: Any) -> bool:
    """Whether the user or app that asks holds one of the permissions."""
    return has_one_of_permissions(
        get_user_or_app_from_context(info.context), permissions
    )


def is_owner(info: ResolveInfo, user_id: int | None) -> bool:
    """Whether the signed-in user asks about themselves; a guest owns nothing."""
    user = info.context.user
    return bool(user and user_id is not None and user.pk == user_id)


def require_owner_or_staff(info: ResolveInfo, user_id: int) -> None:
    """Refuse whoever is neither the account's owner nor may manage customers."""
    if not (
        is_owner(info, user_id) or is_allowed(info, AccountPermissions.MANAGE_USERS)
    ):
        raise PermissionDenied(
            permissions=[AuthorizationFilters.OWNER, AccountPermissions.MANAGE_USERS]
        )


def profile_for_staff(root: Any, info: ResolveInfo) -> str | None:
    """Return the global id of a row's profile to those who manage customers; else None."""
    if not is_allowed(info, AccountPermissions.MANAGE_USERS):
        return None
    return node_id("CrmProfile", root.profile_id)


def author_of(info: ResolveInfo) -> str:
    """Name who acts, for the audit log: `user:<id>` or `app:<id>`, never a name or an e-mail."""
    requester = get_user_or_app_from_context(info.context)
    if requester is None:
        return "anonymous"
    kind = "app" if requester == getattr(info.context, "app", None) else "user"
    return f"{kind}:{requester.pk}"
