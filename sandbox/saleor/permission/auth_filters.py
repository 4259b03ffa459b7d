"""Authorization by what the requestor is, rather than by a granted permission."""

from .enums import BasePermissionEnum


def is_app(context):
    return bool(context.app)


def is_user(context):
    user = context.user
    return user and user.is_active


def is_staff_user(context):
    return is_user(context) and context.user.is_staff


class AuthorizationFilters(BasePermissionEnum):
    AUTHENTICATED_APP = "authorization_filters.authenticated_app"
    AUTHENTICATED_STAFF_USER = "authorization_filters.authenticated_staff_user"
    AUTHENTICATED_USER = "authorization_filters.authenticated_user"
    # Documents ownership only: each resolver must check it by itself.
    OWNER = "authorization_filters.owner"


AUTHORIZATION_FILTER_MAP = {
    AuthorizationFilters.AUTHENTICATED_APP: is_app,
    AuthorizationFilters.AUTHENTICATED_USER: is_user,
    AuthorizationFilters.AUTHENTICATED_STAFF_USER: is_staff_user,
}


def resolve_authorization_filter_fn(perm):
    return AUTHORIZATION_FILTER_MAP.get(perm)
