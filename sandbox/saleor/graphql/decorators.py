"""Resolvers that check the requestor first."""

from enum import Enum
from functools import wraps

from graphene import ResolveInfo

from ..core.exceptions import PermissionDenied
from ..permission.auth_filters import is_app, is_staff_user
from ..permission.utils import one_of_permissions_or_auth_filter_required
from ..permission.utils import permission_required as core_permission_required


def account_passes_test(test_func):
    """Call `test_func(context)`, which raises, before the resolver."""

    def decorator(resolver):
        @wraps(resolver)
        def wrapper(*args, **kwargs):
            info = next(arg for arg in args if isinstance(arg, ResolveInfo))
            test_func(info.context)
            return resolver(*args, **kwargs)

        return wrapper

    return decorator


def permission_required(perm):
    """Require all the permissions (one, or a list)."""
    perms = [perm] if isinstance(perm, Enum) else perm

    def check_perms(context):
        if not core_permission_required(context.app or context.user, perms):
            raise PermissionDenied(permissions=perms)

    return account_passes_test(check_perms)


def one_of_permissions_required(perms):
    def check_perms(context):
        if not one_of_permissions_or_auth_filter_required(context, perms):
            raise PermissionDenied(permissions=perms)

    return account_passes_test(check_perms)


def _check_staff_member(context):
    if not is_staff_user(context):
        raise PermissionDenied(
            message="You need to be authenticated as a staff member to perform this "
            "action"
        )


def _check_staff_member_or_app(context):
    if not (is_app(context) or is_staff_user(context)):
        raise PermissionDenied(
            message="You need to be authenticated as a staff member or an app to "
            "perform this action"
        )


staff_member_required = account_passes_test(_check_staff_member)
staff_member_or_app_required = account_passes_test(_check_staff_member_or_app)
