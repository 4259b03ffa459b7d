"""The small shop every recording begins with: one channel, two things to buy, one way to ship."""

import graphene

from .shop import PASSWORD, STAFF, STAFF_EMAIL

THINGS = {"book": "10.00", "lamp": "25.00"}
STOCK = 1000
TAX_CLASS = "No tax"
SHIPPING_PRICE = "5.00"
CURRENCY = "USD"


def create_people():
    """Create the member of staff and the payment app; return the app's token."""
    from saleor.account.models import Group, User
    from saleor.app.models import App
    from saleor.permission.models import Permission

    staff = User(email=STAFF_EMAIL, is_staff=True, is_superuser=True, is_confirmed=True)
    staff.set_password(PASSWORD)
    staff.save()
    everything = Group.objects.create(
        name="Everything", restricted_access_to_channels=False
    )
    everything.permissions.set(Permission.objects.all())
    staff.groups.add(everything)
    app = App.objects.create(name="Payments", identifier="payments", is_active=True)
    app.permissions.set(Permission.objects.all())
    return app.tokens.create(name="capture")[1]


def fill(shop):
    """Put the things on sale and the way to ship them into the default channel."""
    place = _default_place()
    shop.prepare("channelUpdate", {"id": place["channel"], "input": _channel()}, STAFF)
    shop.prepare("taxClassCreate", {"input": {"name": TAX_CLASS}}, STAFF)
    for name, price in THINGS.items():
        _thing(shop, place, name, price)
    _shipping(shop, place)


def names():
    """Return the names of the catalogue's rows in a recording: (table, key) → name."""
    from saleor.account.models import User
    from saleor.app.models import App
    from saleor.channel.models import Channel
    from saleor.product.models import ProductVariant
    from saleor.shipping.models import ShippingMethod
    from saleor.tax.models import TaxClass
    from saleor.warehouse.models import Stock, Warehouse

    variants = {variant.sku: variant.pk for variant in ProductVariant.objects.all()}
    found = {
        ("product_productvariant", key): f"variant {sku}"
        for sku, key in variants.items()
    }
    stocks = Stock.objects.select_related("product_variant")
    found |= {
        ("warehouse_stock", stock.pk): f"stock {stock.product_variant.sku}"
        for stock in stocks
    }
    return found | {
        ("account_user", User.objects.get().pk): "staff",
        ("app_app", App.objects.get(identifier="payments").pk): "payment app",
        ("channel_channel", Channel.objects.get().pk): "channel",
        (
            "shipping_shippingmethod",
            ShippingMethod.objects.get(name="Post").pk,
        ): "shipping method",
        ("tax_taxclass", TaxClass.objects.get(name=TAX_CLASS).pk): "tax class",
        ("warehouse_warehouse", str(Warehouse.objects.get().pk)): "warehouse",
    }


def ids():
    """Return the global ids a scenario needs: channel, warehouse, method, tax class, things."""
    from saleor.product.models import ProductVariant
    from saleor.shipping.models import ShippingMethod
    from saleor.tax.models import TaxClass

    chosen = {
        "method": ShippingMethod.objects.get(name="Post"),
        "tax_class": TaxClass.objects.get(name=TAX_CLASS),
    }
    things = {
        variant.sku: graphene.Node.to_global_id("ProductVariant", variant.pk)
        for variant in ProductVariant.objects.all()
    }
    return (
        _default_place()
        | things
        | {
            name: graphene.Node.to_global_id(type(row).__name__, row.pk)
            for name, row in chosen.items()
        }
    )


def _default_place():
    from saleor.channel.models import Channel
    from saleor.product.models import Category, ProductType
    from saleor.shipping.models import ShippingZone
    from saleor.warehouse.models import Warehouse

    models = {
        "channel": Channel,
        "warehouse": Warehouse,
        "category": Category,
        "product_type": ProductType,
        "zone": ShippingZone,
    }
    return {
        name: graphene.Node.to_global_id(model.__name__, model.objects.get().pk)
        for name, model in models.items()
    }


def _channel():
    return {
        "isActive": True,
        "orderSettings": {"allowUnpaidOrders": True},
        "defaultCountry": "US",
    }


def _thing(shop, place, name, price):
    product = shop.prepare(
        "productCreate",
        {
            "input": {
                "name": name,
                "productType": place["product_type"],
                "category": place["category"],
            }
        },
        STAFF,
    )["product"]["id"]
    shop.prepare(
        "productChannelListingUpdate", _listing(product, place["channel"]), STAFF
    )
    variant = shop.prepare(
        "productVariantCreate",
        {
            "input": {
                "product": product,
                "sku": name,
                "name": name,
                "attributes": [],
                "trackInventory": True,
                "stocks": [{"warehouse": place["warehouse"], "quantity": STOCK}],
            }
        },
        STAFF,
    )["productVariant"]["id"]
    prices = [{"channelId": place["channel"], "price": price}]
    shop.prepare(
        "productVariantChannelListingUpdate", {"id": variant, "input": prices}, STAFF
    )


def _listing(product, channel):
    update = {
        "channelId": channel,
        "isPublished": True,
        "visibleInListings": True,
        "isAvailableForPurchase": True,
    }
    return {"id": product, "input": {"updateChannels": [update]}}


def _shipping(shop, place):
    zone = {"countries": ["US"], "addWarehouses": [], "addChannels": []}
    shop.prepare("shippingZoneUpdate", {"id": place["zone"], "input": zone}, STAFF)
    method = shop.prepare(
        "shippingPriceCreate",
        {"input": {"name": "Post", "type": "PRICE", "shippingZone": place["zone"]}},
        STAFF,
    )["shippingMethod"]["id"]
    channels = [{"channelId": place["channel"], "price": SHIPPING_PRICE}]
    shop.prepare(
        "shippingMethodChannelListingUpdate",
        {"id": method, "input": {"addChannels": channels}},
        STAFF,
    )
