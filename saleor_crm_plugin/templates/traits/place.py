"""Where people live, by the address that they chose as theirs, else the one they gave last."""

import datetime
from collections.abc import Collection, Mapping, Sequence

from ...identity.queries import people
from ...saleor_adapter.customer_views import customer_views
from ..trait import Reader, Trait, traits


class _Place(Trait):
    """A part of an account's address; its code is the name that it has there."""

    def read(
        self, readers: Collection[Reader], *, now: datetime.datetime, using: str
    ) -> Mapping[Reader, Sequence[str]]:
        accounts = people(sorted({one.profile_id for one in readers}), using=using)
        users = [one.user_id for one in accounts.values() if one.user_id is not None]
        views = customer_views(users, using=using)
        found: dict[Reader, Sequence[str]] = {}
        for reader in readers:
            person = accounts.get(reader.profile_id)
            view = views.get(person.user_id) if person and person.user_id else None
            if view and (value := getattr(view, self.code)):
                found[reader] = [value]
        return found


@traits.register
class City(_Place):
    """Guests have none."""

    code = "city"
    label = "City"


@traits.register
class Area(_Place):
    """A province or state, as the shop writes it."""

    code = "area"
    label = "Area"


@traits.register
class PostalCode(_Place):
    """Mostly asked by its beginning."""

    code = "postal_code"
    label = "Postal code"
