"""What staff may do with files."""

from ....imports.error_codes import ImportErrorCode
from ....saleor_adapter.graphql import (
    AccountPermissions,
    DiscountPermissions,
    PermissionDenied,
    ResolveInfo,
)
from ...access import is_allowed
from ...errors import error_type

STAFF = (AccountPermissions.MANAGE_USERS,)
# Whoever may change the rules may give points to many: the limit for one person does not hold here.
GIVES_POINTS = "opening_balances"

CrmImportError = error_type("CrmImport", ImportErrorCode)


def require_may_import(info: ResolveInfo, kind: str) -> None:
    """Refuse who brings in points without the permission to manage discounts."""
    if kind == GIVES_POINTS and not is_allowed(
        info, DiscountPermissions.MANAGE_DISCOUNTS
    ):
        raise PermissionDenied(permissions=[DiscountPermissions.MANAGE_DISCOUNTS])
