"""Rows of channels, people, apps and products, the same on both shops."""

import datetime
import itertools
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.utils import timezone

COUNTER = itertools.count(1)


def model(label: str) -> Any:
    """Give a model of the shop by its label, such as "order.Order"."""
    return apps.get_model(label)


def make_channel(slug: str = "main", currency: str = "USD", **changes: Any) -> Any:
    """Make an active channel."""
    values = {
        "name": slug.title(),
        "slug": slug,
        "currency_code": currency,
        "default_country": "US",
        "is_active": True,
    }
    return model("channel.Channel").objects.create(**values | changes)


def make_address(**changes: Any) -> Any:
    """Make a complete address in New York."""
    values = {
        "first_name": "Ada",
        "last_name": "Byron",
        "street_address_1": "1 Main Street",
        "city": "NEW YORK",
        "country_area": "NY",
        "postal_code": "10001",
        "country": "US",
    }
    return model("account.Address").objects.create(**values | changes)


def make_user(
    email: str | None = None, *, password: str | None = None, **changes: Any
) -> Any:
    """Make a confirmed customer's account."""
    values = {
        "is_active": True,
        "is_confirmed": True,
        "first_name": "Ada",
        "last_name": "Byron",
    }
    user = model("account.User")(
        email=email or f"customer{next(COUNTER)}@example.com", **values | changes
    )
    user.set_password(password)
    user.save()
    return user


def make_staff(*permissions: Any, email: str | None = None, **changes: Any) -> Any:
    """Make a member of staff who holds exactly these permissions (enum members) by a group."""
    number = next(COUNTER)
    user = make_user(email or f"staff{number}@example.com", is_staff=True, **changes)
    group = model("account.Group").objects.create(
        name=f"Group {number}", restricted_access_to_channels=False
    )
    codenames = [permission.codename for permission in permissions]
    group.permissions.set(
        model("permission.Permission").objects.filter(codename__in=codenames)
    )
    user.groups.add(group)
    return user


def make_app(*permissions: Any, name: str = "Till", **changes: Any) -> Any:
    """Make an active app that holds exactly these permissions; `auth_token` on it is its secret."""
    app = model("app.App").objects.create(
        name=name, is_active=True, is_installed=True, **changes
    )
    codenames = [permission.codename for permission in permissions]
    app.permissions.set(
        model("permission.Permission").objects.filter(codename__in=codenames)
    )
    _, app.auth_token = model("app.AppToken").objects.create(app=app, name="default")
    return app


def make_product(
    name: str = "Apple juice",
    *,
    channels: Sequence[Any] = (),
    category: Any = None,
    **changes: Any,
) -> Any:
    """Make a product with its type and, in each given channel, a listing."""
    number = next(COUNTER)
    kind = model("product.ProductType").objects.create(
        name="Drink",
        slug=f"drink-{number}",
        kind="normal",
        is_shipping_required=True,
        has_variants=True,
    )
    category = category or make_category(f"Drinks {number}")
    values = {
        "name": name,
        "slug": f"product-{number}",
        "product_type": kind,
        "category": category,
    }
    product = model("product.Product").objects.create(**values | changes)
    for channel in channels:
        model("product.ProductChannelListing").objects.create(
            product=product,
            channel=channel,
            currency=channel.currency_code,
            is_published=True,
            visible_in_listings=True,
            available_for_purchase_at=timezone.now() - datetime.timedelta(days=1),
            published_at=timezone.now() - datetime.timedelta(days=1),
        )
    return product


def make_category(name: str = "Drinks", **changes: Any) -> Any:
    """Make a category at the root of the tree."""
    return model("product.Category").objects.create(
        **{
            "name": name,
            "slug": f"category-{next(COUNTER)}",
            "background_image_alt": "",
        }
        | changes
    )


def make_variant(
    product: Any = None,
    *,
    channels: Sequence[Any] = (),
    price: Decimal = Decimal(10),
    **changes: Any,
) -> Any:
    """Make a variant that costs `price` in each given channel; it keeps no stock."""
    number = next(COUNTER)
    product = product or make_product(channels=channels)
    values = {
        "product": product,
        "name": "Bottle",
        "sku": f"sku-{number}",
        "track_inventory": False,
    }
    variant = model("product.ProductVariant").objects.create(**values | changes)
    for channel in channels:
        model("product.ProductVariantChannelListing").objects.create(
            variant=variant,
            channel=channel,
            currency=channel.currency_code,
            price_amount=price,
            discounted_price_amount=price,
            cost_price_amount=Decimal(1),
        )
    return variant


def make_site_settings(**changes: Any) -> Any:
    """Make (or change) the settings of the current site, which the shop needs in every request."""
    site = apps.get_model("sites", "Site").objects.get_or_create(
        pk=1, defaults={"domain": "example.com", "name": "Shop"}
    )[0]
    values = {"header_text": "", "description": ""}
    return model("site.SiteSettings").objects.update_or_create(
        site=site, defaults=changes, create_defaults=values | changes
    )[0]


def set_columns(row: Any, **values: Any) -> None:
    """Write columns directly, also those that a save would set itself; the instance follows."""
    type(row).objects.filter(pk=row.pk).update(**values)
    for name, value in values.items():
        setattr(row, name, value)
