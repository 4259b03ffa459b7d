"""Checkouts and their lines."""

from collections import defaultdict

from ...checkout.models import Checkout, CheckoutLine
from ..core.dataloaders import DataLoader


class CheckoutByTokenLoader(DataLoader):
    context_key = "checkout_by_token"

    def batch_load(self, keys):
        checkouts = Checkout.objects.using(self.database_connection_name).in_bulk(keys)
        return [checkouts.get(key) for key in keys]


class CheckoutLinesByCheckoutTokenLoader(DataLoader):
    context_key = "checkoutlines_by_checkout"

    def batch_load(self, keys):
        found = defaultdict(list)
        rows = CheckoutLine.objects.using(self.database_connection_name).filter(
            checkout_id__in=keys
        )
        for line in rows.order_by("created_at", "pk"):
            found[line.checkout_id].append(line)
        return [found[key] for key in keys]
