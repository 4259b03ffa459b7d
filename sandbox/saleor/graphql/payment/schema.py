"""What may be done about payments."""

import graphene

from .mutations import TransactionCreate, TransactionEventReport


class PaymentMutations(graphene.ObjectType):
    transaction_create = TransactionCreate.Field()
    transaction_event_report = TransactionEventReport.Field()
