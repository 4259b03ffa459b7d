"""Transactions and their events."""

from collections import defaultdict

from ...payment.models import TransactionEvent, TransactionItem
from ..core.dataloaders import DataLoader


class TransactionEventByTransactionIdLoader(DataLoader):
    context_key = "transaction_event_by_transaction_id"

    def batch_load(self, keys):
        rows = TransactionEvent.objects.using(self.database_connection_name)
        found = defaultdict(list)
        for event in rows.filter(transaction_id__in=keys).order_by("pk"):
            found[event.transaction_id].append(event)
        return [found[key] for key in keys]


class TransactionItemsByOrderIDLoader(DataLoader):
    context_key = "transaction_items_by_order_id"

    def batch_load(self, keys):
        rows = TransactionItem.objects.using(self.database_connection_name)
        found = defaultdict(list)
        for item in rows.filter(order_id__in=keys).order_by("pk"):
            found[item.order_id].append(item)
        return [found[key] for key in keys]
