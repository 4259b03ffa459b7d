"""The shop before its first customer: a channel, two records to sell, staff, and a program."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.sites.models import Site
from django.db import transaction
from django.utils import timezone
from saleor.account.models import Group, User
from saleor.channel.models import Channel
from saleor.permission.models import Permission
from saleor.product.models import (
    Category,
    Product,
    ProductType,
    ProductVariant,
    ProductVariantChannelListing,
)
from saleor.site.models import SiteSettings

from saleor_crm_plugin.loyalty.actions.programs import create_program
from saleor_crm_plugin.loyalty.actions.rules import NewRule, add_rule
from saleor_crm_plugin.loyalty.models import Program
from saleor_crm_plugin.loyalty.settings_form import ProgramSettings
from saleor_crm_plugin.loyalty.terms import ExpiryRounding, ExpiryUnit
from saleor_crm_plugin.tiers.actions.settings import (
    LadderSettings,
    TierSettings,
    add_tier,
    create_ladder,
)
from saleor_crm_plugin.tiers.models import TierBasis, TierWindow

from .known import CHANNEL, CURRENCY, PASSWORD, RECORD_PRICE, STAFF_EMAIL

AUTHOR = "demo"
POINTS_FIRST_ORDER = 100
POINTS_SIGN_UP = 50
TIERS = (("bronze", 50), ("silver", 150), ("gold", 400))
GROUP = "CRM"
STAFF_PERMISSIONS = (
    "manage_users",
    "manage_orders",
    "manage_discounts",
    "manage_plugins",
    # The storefront's server plays the payment provider.
    "handle_payments",
)


@dataclass(frozen=True)
class Scenery:
    """What the replay needs."""

    channel: Channel
    records: tuple[ProductVariant, ProductVariant]
    staff: User
    program: Program


def find() -> Scenery | None:
    """Return the scenery of an earlier start, if there is one."""
    program = Program.objects.filter(code="club").first()
    if program is None:
        return None
    first, second = ProductVariant.objects.order_by("pk")[:2]
    return Scenery(
        channel=Channel.objects.get(slug=CHANNEL),
        records=(first, second),
        staff=User.objects.get(email=STAFF_EMAIL),
        program=program,
    )


@transaction.atomic
def build(*, opened_on: datetime.date) -> Scenery:
    """Make the shop; its program began on the day it opened."""
    site = Site.objects.get_or_create(
        pk=1, defaults={"domain": "localhost", "name": "Records"}
    )[0]
    SiteSettings.objects.get_or_create(site=site)
    channel = Channel.objects.create(
        name="Records",
        slug=CHANNEL,
        currency_code=CURRENCY,
        default_country="US",
        is_active=True,
        allow_unpaid_orders=True,
    )
    return Scenery(
        channel=channel,
        records=_records(channel),
        staff=_staff(),
        program=_program(opened_on),
    )


def _records(channel: Channel) -> tuple[ProductVariant, ProductVariant]:
    category = Category.objects.create(
        name="Records", slug="records", background_image_alt=""
    )
    kind = ProductType.objects.create(
        name="CD",
        slug="cd",
        kind="normal",
        is_shipping_required=True,
        has_variants=True,
    )
    product = Product.objects.create(
        name="CD", slug="cd", product_type=kind, category=category
    )
    return _record(product, channel, "Album"), _record(product, channel, "Special")


def _record(product: Product, channel: Channel, name: str) -> ProductVariant:
    variant = ProductVariant.objects.create(
        product=product, name=name, sku=name.lower(), track_inventory=False
    )
    ProductVariantChannelListing.objects.create(
        variant=variant,
        channel=channel,
        currency=CURRENCY,
        price_amount=RECORD_PRICE,
        discounted_price_amount=RECORD_PRICE,
        cost_price_amount=Decimal(8),
    )
    return variant


def _staff() -> User:
    user = User(
        email=STAFF_EMAIL,
        is_staff=True,
        is_active=True,
        is_confirmed=True,
        first_name="Sam",
    )
    user.set_password(PASSWORD)
    user.save()
    group = Group.objects.create(name=GROUP, restricted_access_to_channels=False)
    user.groups.add(group)
    permit_staff()
    return user


def permit_staff() -> None:
    """Let the demo's staff do all that the demo does; by every start, for shops filled earlier."""
    permissions = Permission.objects.filter(codename__in=STAFF_PERMISSIONS)
    Group.objects.get(name=GROUP).permissions.set(permissions)


def _program(opened_on: datetime.date) -> Program:
    now = timezone.now()
    program = create_program(
        ProgramSettings(
            code="club",
            name="Record Club",
            starts_at=datetime.datetime.combine(
                opened_on, datetime.time(), datetime.UTC
            ),
            channels=(CHANNEL,),
            expiry_unit=ExpiryUnit.MONTHS,
            expiry_length=12,
            expiry_rounding=ExpiryRounding.MONTH,
            worth_per_point={CURRENCY: Decimal("0.01")},
        ),
        author=AUTHOR,
        now=now,
    )
    for code, worth in _rules().items():
        rule = NewRule(program_id=program.pk, code=code, settings=worth)
        add_rule(rule, author=AUTHOR, now=now)
    _ladder(program, now)
    return program


def _rules() -> dict[str, dict[str, Any]]:
    return {
        "per_amount_spent": {"by_currency": {CURRENCY: {"amount": "1", "points": 1}}},
        "first_order": {"by_currency": {CURRENCY: {"points": POINTS_FIRST_ORDER}}},
        "sign_up": {"points": POINTS_SIGN_UP},
    }


def _ladder(program: Program, now: datetime.datetime) -> None:
    ladder = create_ladder(
        program.book_id,
        LadderSettings(basis=TierBasis.SPEND, window=TierWindow.ROLLING_MONTHS),
        channels=[CHANNEL],
        author=AUTHOR,
        now=now,
    )
    for rank, (code, dollars) in enumerate(TIERS, start=1):
        add_tier(
            ladder.pk,
            TierSettings(
                code=code,
                name=code.title(),
                rank=rank,
                thresholds={CURRENCY: Decimal(dollars)},
            ),
            author=AUTHOR,
            now=now,
        )
