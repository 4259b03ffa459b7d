"""Who may read and change metadata, by the kind of object."""

from ...core.exceptions import PermissionDenied
from ...permission.enums import (
    AccountPermissions,
    AppPermission,
    ChannelPermissions,
    CheckoutPermissions,
    OrderPermissions,
    PaymentPermissions,
    ProductPermissions,
)
from ...permission.utils import one_of_permissions_or_auth_filter_required


def _of_user(user):
    if user.is_staff:
        return [AccountPermissions.MANAGE_STAFF]
    return [AccountPermissions.MANAGE_USERS]


def _of_address(address):
    of_staff = address.user_addresses.using(address._state.db).filter(is_staff=True)
    if of_staff.exists():
        return [AccountPermissions.MANAGE_STAFF]
    return [AccountPermissions.MANAGE_USERS]


def _always(*permissions):
    return lambda _node: list(permissions)


PRIVATE_META_PERMISSION_MAP = {
    "Address": _of_address,
    "App": _always(AppPermission.MANAGE_APPS),
    "Channel": _always(ChannelPermissions.MANAGE_CHANNELS),
    "CheckoutLine": _always(CheckoutPermissions.MANAGE_CHECKOUTS),
    "Fulfillment": _always(OrderPermissions.MANAGE_ORDERS),
    "Order": _always(OrderPermissions.MANAGE_ORDERS),
    "OrderLine": _always(OrderPermissions.MANAGE_ORDERS),
    "Product": _always(ProductPermissions.MANAGE_PRODUCTS),
    "ProductVariant": _always(ProductPermissions.MANAGE_PRODUCTS),
    "TransactionItem": _always(PaymentPermissions.HANDLE_PAYMENTS),
    "User": _of_user,
}


def private_permissions(node):
    """Return the permissions that private metadata of this object needs."""
    return PRIVATE_META_PERMISSION_MAP[node._meta.object_name](node)


def check_private_metadata_privilege(node, info):
    permissions = private_permissions(node)
    if not one_of_permissions_or_auth_filter_required(info.context, permissions):
        raise PermissionDenied(permissions=permissions)
