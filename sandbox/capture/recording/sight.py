"""What a hook can see: the instance it was handed, and the rows as they are stored at that moment."""

from django.apps import apps

ORDER = (
    "status",
    "charge_status",
    "authorize_status",
    "total_charged_amount",
    "user_id",
)
CHECKOUT = ("charge_status", "authorize_status", "user_id")
USER = ("is_active", "is_confirmed")
SEEN = {
    "order.Order": ORDER,
    "checkout.Checkout": CHECKOUT,
    "account.User": USER,
    "order.Fulfillment": ("status",),
    "discount.Voucher": ("usage_limit",),
    "giftcard.GiftCard": ("is_active",),
}
PRESENCE = "user_id"


def saw(arguments):
    """Describe the first model instance (or each of a list of them) among *arguments*."""
    for argument in arguments:
        if isinstance(argument, list):
            return [_one(item) for item in argument if hasattr(item, "_meta")]
        if hasattr(argument, "_meta"):
            return _one(argument)
    return None


def _one(instance):
    label = instance._meta.label
    names = SEEN.get(label, ())
    row = (
        type(instance)._base_manager.filter(pk=instance.pk).values(*names, "pk").first()
    )
    facts = {
        "passed": _plain({name: instance.__dict__.get(name) for name in names}),
        "stored": _plain({name: row[name] for name in names}) if row else None,
    }
    order = _order_id(instance, label)
    return facts | (_around_order(order) if order else {})


def _order_id(instance, label):
    if label == "order.Order":
        return instance.pk
    return instance.order_id if label == "order.Fulfillment" else None


def _around_order(order_id):
    fulfillments = apps.get_model("order.Fulfillment").objects.filter(order_id=order_id)
    events = apps.get_model("order.OrderEvent").objects.filter(order_id=order_id)
    return {
        "fulfillments": list(
            fulfillments.order_by("fulfillment_order").values_list("status", flat=True)
        ),
        "order_events": list(events.order_by("pk").values_list("type", flat=True)),
    }


def _plain(values):
    """Keep states and amounts; of a customer only whether there is one."""
    return {
        name.removesuffix("_id"): value is not None
        if name == PRESENCE
        else _text(value)
        for name, value in values.items()
    }


def _text(value):
    return value if isinstance(value, (bool, type(None))) else f"{value}"
