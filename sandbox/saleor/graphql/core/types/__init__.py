"""The types that every GraphQL module is built from."""

from .base import (
    BaseConnection,
    BaseEnum,
    BaseInputObjectType,
    BaseInterface,
    BaseObjectType,
)
from .common import (
    TYPES_WITH_DOUBLE_ID_AVAILABLE,
    AccountError,
    CheckoutError,
    CountryDisplay,
    DateRangeInput,
    DateTimeRangeInput,
    Error,
    IntRangeInput,
    LanguageDisplay,
    MetadataError,
    NonNullList,
    OrderError,
    Permission,
    PluginError,
    PriceInput,
    PriceRangeInput,
    SecureGlobalID,
    StaffError,
)
from .model import ModelObjectType
from .money import Money, MoneyRange, TaxedMoney, TaxedMoneyRange
from .sort_input import ChannelSortInputObjectType, SortInputObjectType
from .upload import Upload

__all__ = [
    "TYPES_WITH_DOUBLE_ID_AVAILABLE",
    "AccountError",
    "BaseConnection",
    "BaseEnum",
    "BaseInputObjectType",
    "BaseInterface",
    "BaseObjectType",
    "ChannelSortInputObjectType",
    "CheckoutError",
    "CountryDisplay",
    "DateRangeInput",
    "DateTimeRangeInput",
    "Error",
    "IntRangeInput",
    "LanguageDisplay",
    "MetadataError",
    "ModelObjectType",
    "Money",
    "MoneyRange",
    "NonNullList",
    "OrderError",
    "Permission",
    "PluginError",
    "PriceInput",
    "PriceRangeInput",
    "SecureGlobalID",
    "SortInputObjectType",
    "StaffError",
    "TaxedMoney",
    "TaxedMoneyRange",
    "Upload",
]
