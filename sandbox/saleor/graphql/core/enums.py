"""Enums of the API that no single area owns."""

import graphene
from django.conf import settings

from ...account.error_codes import AccountErrorCode as AccountErrors
from ...checkout.error_codes import CheckoutErrorCode as CheckoutErrors
from ...core.error_codes import MetadataErrorCode as MetadataErrors
from ...order.error_codes import OrderErrorCode as OrderErrors
from ...payment import error_codes as payment_errors
from ...permission.enums import get_permissions_enum_list
from ...plugins.error_codes import PluginErrorCode as PluginErrors
from .doc_category import (
    DOC_CATEGORY_CHECKOUT,
    DOC_CATEGORY_ORDERS,
    DOC_CATEGORY_PAYMENTS,
    DOC_CATEGORY_USERS,
)


class OrderDirection(graphene.Enum):
    ASC = ""
    DESC = "-"

    @property
    def description(self):
        name = "ascending" if self == OrderDirection.ASC else "descending"
        return f"Specifies an {name} sort order."


def str_to_enum(name):
    return name.replace(" ", "_").replace("-", "_").upper()


def to_enum(enum_cls, *, type_name=None, **options):
    """Return a graphene enum of a class with CHOICES."""
    members = [(str_to_enum(code), code) for code, _name in enum_cls.CHOICES]
    return graphene.Enum(type_name or f"{enum_cls.__name__}Enum", members, **options)


def _error_codes(enum, doc_category=None):
    graphene_enum = graphene.Enum.from_enum(enum)
    if doc_category:
        graphene_enum.doc_category = doc_category
    return graphene_enum


LanguageCodeEnum = graphene.Enum(
    "LanguageCodeEnum",
    [(str_to_enum(code), code) for code, _name in settings.LANGUAGES],
)

PermissionEnum = graphene.Enum("PermissionEnum", get_permissions_enum_list())
PermissionEnum.doc_category = DOC_CATEGORY_USERS

AccountErrorCode = _error_codes(AccountErrors, DOC_CATEGORY_USERS)
CheckoutErrorCode = _error_codes(CheckoutErrors, DOC_CATEGORY_CHECKOUT)
MetadataErrorCode = _error_codes(MetadataErrors)
OrderErrorCode = _error_codes(OrderErrors, DOC_CATEGORY_ORDERS)
PluginErrorCode = _error_codes(PluginErrors)
TransactionCreateErrorCode = _error_codes(
    payment_errors.TransactionCreateErrorCode, DOC_CATEGORY_PAYMENTS
)
TransactionEventReportErrorCode = _error_codes(
    payment_errors.TransactionEventReportErrorCode, DOC_CATEGORY_PAYMENTS
)
