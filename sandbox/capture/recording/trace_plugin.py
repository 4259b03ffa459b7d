"""A Saleor plugin that writes down every event hook it is called with, and what that hook could see."""

from celery import current_task
from django.db import transaction
from saleor.core.db.connection import allow_writer
from saleor.plugins.base_plugin import BasePlugin

from .. import plugin_facts
from .sight import saw

EVENT_PREFIXES = (
    "account_",
    "address_",
    "checkout_",
    "customer_",
    "draft_order_",
    "fulfillment_",
    "gift_card_",
    "invoice_",
    "notify",
    "order_",
    "product_",
    "staff_",
    "tracking_number_",
    "transaction_",
    "voucher_",
)
EVENTS = frozenset(
    name
    for name, fact in plugin_facts.hook_annotations().items()
    if fact["kind"] == "hook" and name.startswith(EVENT_PREFIXES)
)


class Trace:
    """The calls of one operation; `secrets` keeps the tokens that customers get by e-mail."""

    def __init__(self):
        """Start with nothing seen."""
        self.calls = []
        self.secrets = {}

    def clear(self):
        """Forget the calls of the operation before."""
        self.calls = []


TRACE = Trace()


class TracePlugin(BasePlugin):
    """Active everywhere, changes nothing."""

    PLUGIN_ID = "capture.trace"
    PLUGIN_NAME = "Capture"
    DEFAULT_ACTIVE = True
    CONFIGURATION_PER_CHANNEL = False

    def __getattr__(self, name):
        """Stand in for every event hook; Saleor asks a plugin only for the names it knows."""
        if name not in EVENTS:
            raise AttributeError(name)

        def hook(*arguments, previous_value=None, **keywords):
            _write_down(name, arguments, keywords)
            return previous_value

        return hook


def _write_down(name, arguments, keywords):
    in_atomic = transaction.get_connection().in_atomic_block
    _keep_secrets(arguments, keywords)
    with allow_writer():
        TRACE.calls.append(
            {
                "hook": name,
                "arguments": [_kind(argument, hook=name) for argument in arguments],
                "keywords": sorted(keywords),
                "in_atomic": in_atomic,
                "where": current_task.name if current_task else "request",
                "saw": saw(arguments),
            }
        )


def _keep_secrets(arguments, keywords):
    if "token" in keywords:
        TRACE.secrets[arguments[0].email] = keywords["token"]


def _kind(argument, *, hook):
    if isinstance(argument, (list, tuple)):
        return [_kind(item, hook=hook) for item in argument]
    if hook == "notify" and isinstance(argument, str):
        return argument
    meta = getattr(argument, "_meta", None)
    return meta.label if meta else type(argument).__name__
