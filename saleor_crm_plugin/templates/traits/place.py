"""Where people live, by the address that they chose as theirs, else the one they gave last."""

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence

from ...identity.queries import people
from ...saleor_adapter.customer_views import CustomerView, customer_views
from ..trait import Reader, Trait, traits


def _of_accounts(
    readers: Collection[Reader], value_of: Callable[[CustomerView], str], using: str
) -> dict[Reader, Sequence[str]]:
    accounts = people(sorted({one.profile_id for one in readers}), using=using)
    users = [one.user_id for one in accounts.values() if one.user_id is not None]
    views = customer_views(users, using=using)
    found: dict[Reader, Sequence[str]] = {}
    for reader in readers:
        person = accounts.get(reader.profile_id)
        view = views.get(person.user_id) if person and person.user_id else None
        if view and value_of(view):
            found[reader] = [value_of(view)]
    return found


@traits.register
class City(Trait):
    """Guests have none."""

    code = "city"
    label = "City"

    def read(
        self, readers: Collection[Reader], *, now: datetime.datetime, using: str
    ) -> Mapping[Reader, Sequence[str]]:
        return _of_accounts(readers, lambda view: view.city, using)


@traits.register
class Area(Trait):
    """A province or state, as the shop writes it."""

    code = "area"
    label = "Area"

    def read(
        self, readers: Collection[Reader], *, now: datetime.datetime, using: str
    ) -> Mapping[Reader, Sequence[str]]:
        return _of_accounts(readers, lambda view: view.area, using)


@traits.register
class PostalCode(Trait):
    """Mostly asked by its beginning."""

    code = "postal_code"
    label = "Postal code"

    def read(
        self, readers: Collection[Reader], *, now: datetime.datetime, using: str
    ) -> Mapping[Reader, Sequence[str]]:
        return _of_accounts(readers, lambda view: view.postal_code, using)
