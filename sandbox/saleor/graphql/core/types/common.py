"""Types that many areas share: errors, permissions, ranges, lists."""

import graphene

from ..doc_category import (
    DOC_CATEGORY_AUTH,
    DOC_CATEGORY_CHECKOUT,
    DOC_CATEGORY_ORDERS,
    DOC_CATEGORY_PAYMENTS,
    DOC_CATEGORY_USERS,
)
from ..enums import (
    AccountErrorCode,
    CheckoutErrorCode,
    LanguageCodeEnum,
    MetadataErrorCode,
    OrderErrorCode,
    PermissionEnum,
    PluginErrorCode,
    TransactionCreateErrorCode,
    TransactionEventReportErrorCode,
)
from ..scalars import Date, DateTime, Decimal, PositiveDecimal
from .base import BaseObjectType

# Rows that were numbered once and carry a UUID today; both ids still find them.
TYPES_WITH_DOUBLE_ID_AVAILABLE = ["Order", "OrderLine", "OrderDiscount", "CheckoutLine"]


class NonNullList(graphene.List):
    """A list without null items."""

    def __init__(self, of_type, *args, **kwargs):
        super().__init__(graphene.NonNull(of_type), *args, **kwargs)


class SecureGlobalID(graphene.GlobalID):
    """Empty for an account that was just registered: it would tell who is known."""

    @staticmethod
    def id_resolver(parent_resolver, node, root, info, parent_type_name=None, **args):
        if getattr(root, "NEWLY_CREATED_USER", False):
            return ""
        return graphene.GlobalID.id_resolver(
            parent_resolver, node, root, info, parent_type_name, **args
        )


class CountryDisplay(graphene.ObjectType):
    code = graphene.String(description="Country code.", required=True)
    country = graphene.String(description="Country name.", required=True)


class LanguageDisplay(graphene.ObjectType):
    code = LanguageCodeEnum(description="Code of the language.", required=True)
    language = graphene.String(description="Name of the language.", required=True)


class Permission(BaseObjectType):
    code = PermissionEnum(description="Internal code for permission.", required=True)
    name = graphene.String(description="What the permission allows.", required=True)

    class Meta:
        doc_category = DOC_CATEGORY_AUTH
        description = "A permission in readable form."


class Error(BaseObjectType):
    field = graphene.String(
        description="Name of the field at fault; `null` if no single one is."
    )
    message = graphene.String(description="The error message.")

    class Meta:
        description = "An error in the input of a mutation."


class BulkError(BaseObjectType):
    path = graphene.String(
        description="Path to the field at fault; `null` if no single one is."
    )
    message = graphene.String(description="The error message.")

    class Meta:
        description = "An error in the input of a bulk mutation."


class AccountError(Error):
    code = AccountErrorCode(description="The error code.", required=True)

    class Meta:
        description = "An error in an account mutation."
        doc_category = DOC_CATEGORY_USERS


class StaffError(AccountError):
    permissions = NonNullList(PermissionEnum, description="Permissions at fault.")

    class Meta:
        doc_category = DOC_CATEGORY_USERS


class CheckoutError(Error):
    code = CheckoutErrorCode(description="The error code.", required=True)
    variants = NonNullList(graphene.ID, description="IDs of the variants at fault.")
    lines = NonNullList(graphene.ID, description="IDs of the lines at fault.")

    class Meta:
        doc_category = DOC_CATEGORY_CHECKOUT


class MetadataError(Error):
    code = MetadataErrorCode(description="The error code.", required=True)


class OrderError(Error):
    code = OrderErrorCode(description="The error code.", required=True)
    order_lines = NonNullList(graphene.ID, description="IDs of the lines at fault.")

    class Meta:
        doc_category = DOC_CATEGORY_ORDERS


class PluginError(Error):
    code = PluginErrorCode(description="The error code.", required=True)


class TransactionCreateError(Error):
    code = TransactionCreateErrorCode(description="The error code.", required=True)

    class Meta:
        doc_category = DOC_CATEGORY_PAYMENTS


class TransactionEventReportError(Error):
    code = TransactionEventReportErrorCode(description="The error code.", required=True)

    class Meta:
        doc_category = DOC_CATEGORY_PAYMENTS


class PriceInput(graphene.InputObjectType):
    currency = graphene.String(description="Currency code.", required=True)
    amount = PositiveDecimal(description="Amount of money.", required=True)


class PriceRangeInput(graphene.InputObjectType):
    gte = graphene.Float(description="Price greater than or equal to.")
    lte = graphene.Float(description="Price less than or equal to.")


class DecimalRangeInput(graphene.InputObjectType):
    gte = Decimal(description="Decimal value greater than or equal to.")
    lte = Decimal(description="Decimal value less than or equal to.")


class DateRangeInput(graphene.InputObjectType):
    gte = Date(description="Start date.")
    lte = Date(description="End date.")


class DateTimeRangeInput(graphene.InputObjectType):
    gte = DateTime(description="Start date.")
    lte = DateTime(description="End date.")


class IntRangeInput(graphene.InputObjectType):
    gte = graphene.Int(description="Value greater than or equal to.")
    lte = graphene.Int(description="Value less than or equal to.")
