"""Accounts by id and e-mail."""

from collections import defaultdict

from ...account.models import Address, User
from ..core.dataloaders import DataLoader


class UserByUserIdLoader(DataLoader):
    context_key = "user_by_id"

    def batch_load(self, keys):
        users = User.objects.using(self.database_connection_name).in_bulk(keys)
        return [users.get(key) for key in keys]


class UserByEmailLoader(DataLoader):
    """Active users only: it authenticates."""

    context_key = "user_by_email"

    def batch_load(self, keys):
        users = (
            User.objects.using(self.database_connection_name)
            .filter(is_active=True)
            .in_bulk(keys, field_name="email")
        )
        return [users.get(key) for key in keys]


class AddressByIdLoader(DataLoader):
    context_key = "address_by_id"

    def batch_load(self, keys):
        addresses = Address.objects.using(self.database_connection_name).in_bulk(keys)
        return [addresses.get(key) for key in keys]


class AddressesByUserIdLoader(DataLoader):
    context_key = "addresses_by_user"

    def batch_load(self, keys):
        links = (
            User.addresses.through.objects.using(self.database_connection_name)
            .filter(user_id__in=keys)
            .select_related("address")
            .order_by("address_id")
        )
        found = defaultdict(list)
        for link in links:
            found[link.user_id].append(link.address)
        return [found[key] for key in keys]
