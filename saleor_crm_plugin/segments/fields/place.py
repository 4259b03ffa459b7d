"""Where the person is: by the account's own address, else by that of the last order."""

from ...observation.events import CustomerRegistered, OrderPlaced
from ..field import Field, Moment, Reads, Relation, fields
from ..gathering import held
from ..policies.values import ValueKind

GROUP = "Place"
PLACE = Relation(sql="crm_profile_place")
_MOVES = (CustomerRegistered, OrderPlaced)


class PlaceField(Field):
    """Base of what the place says; an empty text is nothing that is known."""

    group = GROUP
    kind = ValueKind.TEXT
    ignores_case = True
    hears = _MOVES


@fields.register
class Country(PlaceField):
    """The country, by its two letters."""

    code = "place.country"
    label = "Country"
    chosen_from = "country"

    def reads(self, moment: Moment) -> Reads:
        return Reads(
            relation=PLACE, value="lower({row}.country)", is_blank_unknown=True
        )


@fields.register
class Area(PlaceField):
    """The state, province or county, as the address says it."""

    code = "place.area"
    label = "Country area"

    def reads(self, moment: Moment) -> Reads:
        return Reads(relation=PLACE, value="{row}.area", is_blank_unknown=True)


@fields.register
class City(PlaceField):
    """The city, as the address says it."""

    code = "place.city"
    label = "City"

    def reads(self, moment: Moment) -> Reads:
        return Reads(relation=PLACE, value="{row}.city", is_blank_unknown=True)


@fields.register
class PostalCode(PlaceField):
    """The postal code, as the address says it; its beginning names a district."""

    code = "place.postal_code"
    label = "Postal code"

    def reads(self, moment: Moment) -> Reads:
        return Reads(relation=PLACE, value="{row}.postal_code", is_blank_unknown=True)


@fields.register
class NearStores(Field):
    """The shop's warehouses in the person's own city, by their slugs."""

    code = "place.stores_near"
    label = "Stores in their city"
    group = GROUP
    kind = ValueKind.LIST
    default = frozenset()
    chosen_from = "warehouse"
    hears = _MOVES

    def reads(self, moment: Moment) -> Reads:
        return held(
            "store.slug::text",
            "crm_profile_place AS place JOIN account_address AS address"
            " ON lower(address.city) = place.city"
            " AND address.country = place.country AND address.city <> ''"
            " JOIN warehouse_warehouse AS store ON store.address_id = address.id"
            " WHERE true",
            "place.profile_id",
        )
