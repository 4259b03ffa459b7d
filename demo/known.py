"""What everybody may know of the demo's shop: names, the password, and what a record costs."""

from decimal import Decimal

CHANNEL = "default-channel"
CURRENCY = "USD"
PASSWORD = "record-shop"  # noqa: S105 (printed on start; the shop answers on loopback only)
STAFF_EMAIL = "staff@example.com"
RECORD_PRICE = Decimal(15)
