"""Enums of payments."""

import graphene

from ...payment import TransactionAction, TransactionEventType
from ..core.doc_category import DOC_CATEGORY_PAYMENTS
from ..core.enums import str_to_enum, to_enum

TransactionEventTypeEnum = to_enum(TransactionEventType)
TransactionEventTypeEnum.doc_category = DOC_CATEGORY_PAYMENTS
TransactionActionEnum = graphene.Enum(
    "TransactionActionEnum",
    [
        (str_to_enum(code), code)
        for code in (
            TransactionAction.CHARGE,
            TransactionAction.REFUND,
            TransactionAction.CANCEL,
        )
    ],
)
TransactionActionEnum.doc_category = DOC_CATEGORY_PAYMENTS
