"""A customer looked at goods."""

from ..entry_type import Entry, EntryType, entry_types, money


@entry_types.register
class GoodsViewed(EntryType):
    code = "goods.viewed"
    label = "Goods looked at"

    def summary(self, entry: Entry) -> str:
        payload = entry.payload
        price = money({"amount": payload["price"], "currency": payload["currency"]})
        return f"Looked at variant {payload['variant_id']} for {price}."
