"""A customer asked to be told about goods."""

from ..entry_type import Entry, EntryType, entry_types, money


@entry_types.register
class GoodsWanted(EntryType):
    code = "goods.wanted"
    label = "Goods asked for"

    def summary(self, entry: Entry) -> str:
        payload = entry.payload
        price = money({"amount": payload["price"], "currency": payload["currency"]})
        return f"Asked to be told about variant {payload['variant_id']} for {price}."
