"""Replace ids, times and secrets by names that are the same in every recording."""

import base64
import binascii
import re

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
HEX_UUID = re.compile(r"\b[0-9a-f]{32}\b")
GLOBAL_ID = re.compile(r"^(\w+):(.+)$")
BASE64 = re.compile(r"^[A-Za-z0-9+/]{8,}={0,2}$")
TIME_TYPES = {"timestamptz", "timestamp"}
TOKEN_KEYS = {"token", "password"}
SECRET_COLUMNS = {"password", "jwt_token_key", "auth_token", "token_last_4"}
SEARCH_COLUMNS = {"search_document", "search_vector", "description_plaintext"}
DRAWN_COLUMNS = {
    ("giftcard_giftcard", "code"): "<secret>",
    ("order_order", "number"): "<number>",
}
TYPE_TABLES = {
    "App": "app_app",
    "Channel": "channel_channel",
    "Checkout": "checkout_checkout",
    "CheckoutLine": "checkout_checkoutline",
    "Fulfillment": "order_fulfillment",
    "FulfillmentLine": "order_fulfillmentline",
    "GiftCard": "giftcard_giftcard",
    "Order": "order_order",
    "OrderLine": "order_orderline",
    "ProductVariant": "product_productvariant",
    "ShippingMethod": "shipping_shippingmethod",
    "TaxClass": "tax_taxclass",
    "TransactionItem": "payment_transactionitem",
    "User": "account_user",
    "Voucher": "discount_voucher",
    "Warehouse": "warehouse_warehouse",
}


class Placeholders:
    """Names handed out in order of appearance; the same value always gets the same name."""

    def __init__(self, database):
        """Begin with no name given; *database* knows keys, references and types."""
        self._database = database
        self._names = {}
        self._uuids = {}
        self._counts = {}
        self._period = None

    def name(self, table, value, name):
        """Give the row of *table* with the key *value* a name of its own, e.g. `<variant book>`."""
        self._names[table, value] = f"<{name}>"
        if UUID.fullmatch(str(value)):
            self._uuids[str(value)] = f"<{name}>"

    def during(self, start, end):
        """Treat times between *start* and *end* (ISO text, UTC) as the time of the operation."""
        self._period = (start, end)

    def key(self, table, value):
        """Name the row of *table* with the primary key *value*."""
        if value is None:
            return None
        found = self._names.get((table, value)) or self._uuids.get(str(value))
        if found is None:
            found = self._next(table)
            self._names[table, value] = found
            if UUID.fullmatch(str(value)):
                self._uuids[str(value)] = found
        return found

    def alias(self, table, value, text):
        """Let the unique *text* (a token) stand for the row of *table* with that key."""
        self._uuids[text] = self.key(table, value)

    def row(self, table, key):
        """Name a row by its whole key; a composite key is joined from its columns."""
        columns = self._database.keys[table]
        named = [
            self.column(table, name, value)
            for name, value in zip(columns, key, strict=True)
        ]
        return named[0] if len(named) == 1 else named

    def column(self, table, name, value):
        """Return *value* of a column as it stands in a recording."""
        if value is None:
            return None
        target = self._target(table, name)
        if target is not None:
            return self.key(target, value)
        if self._database.types[table, name] in TIME_TYPES:
            return self._time(value)
        return self._special(table, name) or self.value(value)

    def value(self, value):
        """Return any JSON value with the ids in its texts replaced."""
        if isinstance(value, dict):
            return {
                key: "<secret>" if key in TOKEN_KEYS else self.value(item)
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [self.value(item) for item in value]
        return self._text(value) if isinstance(value, str) else value

    def _target(self, table, name):
        reference = self._database.references.get((table, name))
        if reference is not None:
            return reference
        return table if self._database.keys[table] == [name] else None

    def _special(self, table, name):
        if name in SECRET_COLUMNS:
            return "<secret>"
        if name in SEARCH_COLUMNS:
            return "<search>"
        return DRAWN_COLUMNS.get((table, name))

    def _time(self, text):
        start, end = self._period
        return "<now>" if start <= text[:26] <= end else "<time>"

    def _text(self, text):
        decoded = _decode(text)
        if decoded is not None:
            kind, value = decoded
            if kind in TYPE_TABLES:
                return self.key(
                    TYPE_TABLES[kind], int(value) if value.isdigit() else value
                )
        text = UUID.sub(lambda found: self._uuid(found[0]), text)
        return HEX_UUID.sub(lambda found: self._uuid(_dashed(found[0])), text)

    def _uuid(self, text):
        if text not in self._uuids:
            self._uuids[text] = self._next("uuid")
        return self._uuids[text]

    def _next(self, name):
        self._counts[name] = self._counts.get(name, 0) + 1
        return f"<{name} {self._counts[name]}>"


def _dashed(text):
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _decode(text):
    if not BASE64.match(text):
        return None
    try:
        found = GLOBAL_ID.match(base64.b64decode(text, validate=True).decode("ascii"))
    except (binascii.Error, UnicodeDecodeError):
        return None
    return found.groups() if found else None
