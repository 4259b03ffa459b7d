"""People, and an order begun for one, that browser tests need beside the shop's; what is there is kept."""

import datetime
from dataclasses import dataclass

from django.db import connection, transaction
from operations import imports
from saleor.account.models import Group, User
from saleor.channel.models import Channel
from saleor.core.db.connection import allow_writer
from saleor.order.models import Order
from saleor.product.models import ProductVariant

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.duplicates import suggest_among
from saleor_crm_plugin.identity.actions.names import KnownName, remember_names
from saleor_crm_plugin.identity.actions.resolve import resolve_profiles
from saleor_crm_plugin.identity.claims import order_claim
from saleor_crm_plugin.identity.merge_models import DuplicateSuggestion, SuggestionState
from saleor_crm_plugin.timeline.partitions import ensure_partitions

from .known import CHANNEL, PASSWORD, RECORD_PRICE

REGULAR = "regular@example.com"
COLLEAGUE = "colleague@example.com"
ENTRIES = 100_000
YEARS = 3
# No month is stepped over.
_STEP = datetime.timedelta(days=28)
# A pair of guests of each; each look of the tests merges one and tells another apart.
FAMILY_NAMES = ("Bell", "Conti", "Lang", "Marsh", "Neri", "Sole")

# Every tenth entry is a paid order, the others are visits; told under keys that stay the same.
_FILL = """
WITH added AS (
    INSERT INTO crm_timeline_entry
        (profile_id, occurred_at, entry_type, fact_key, origin, payload)
    SELECT %(profile)s::bigint,
           %(since)s::timestamptz
               + number * (%(until)s::timestamptz - %(since)s::timestamptz) / %(entries)s,
           CASE WHEN number %% 10 = 0 THEN 'order.paid' ELSE 'store.visited' END,
           'regular:' || number,
           'import',
           CASE WHEN number %% 10 = 0
               THEN jsonb_build_object(
                   'order_id', gen_random_uuid(), 'number', (900000 + number / 10)::text,
                   'channel', 'default-channel', 'currency', 'USD',
                   'amount', '15.00', 'total', '15.00')
               ELSE jsonb_build_object('place', 'main street', 'occasion', '')
           END
    FROM generate_series(1, %(entries)s) AS number
    RETURNING occurred_at
)
INSERT INTO crm_timeline_month (profile_id, month)
SELECT DISTINCT %(profile)s::bigint, date_trunc('month', occurred_at AT TIME ZONE 'UTC')::date
FROM added
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class Cast:
    """The e-mails of a guest with a long history and of a second member of staff."""

    regular: str
    colleague: str


def gather() -> Cast:
    """Return the cast; who is missing is made, pairs of guests who seem one person, and a draft."""
    with allow_writer(), transaction.atomic():
        now = clock.now()
        _ensure_regular(now)
        _ensure_colleague()
        _ensure_pairs(now)
        _ensure_draft()
    return Cast(REGULAR, COLLEAGUE)


def _guest(email: str, now: datetime.datetime) -> int:
    [profile_id] = resolve_profiles([order_claim(None, email, placed_at=now)])
    if profile_id is None:
        raise LookupError(email)
    return profile_id


def _ensure_regular(now: datetime.datetime) -> None:
    profile_id = _guest(REGULAR, now)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM crm_timeline_entry WHERE profile_id = %s AND fact_key = 'regular:1'",
            (profile_id,),
        )
        if cursor.fetchone() is not None:
            return
        since = now - datetime.timedelta(days=365 * YEARS)
        steps = range((now - since) // _STEP + 1)
        ensure_partitions([now, *(since + _STEP * number for number in steps)])
        cursor.execute(
            _FILL,
            {"profile": profile_id, "since": since, "until": now, "entries": ENTRIES},
        )


def _ensure_colleague() -> None:
    if User.objects.filter(email=COLLEAGUE).exists():
        return
    colleague = User(
        email=COLLEAGUE,
        is_staff=True,
        is_active=True,
        is_confirmed=True,
        first_name="Cleo",
    )
    colleague.set_password(PASSWORD)
    colleague.save()
    colleague.groups.add(Group.objects.get(name="CRM"))


def _ensure_pairs(now: datetime.datetime) -> None:
    """Let there be enough suggestions to decide; a merged pair is not suggested again."""
    suggestions = DuplicateSuggestion.objects
    known = suggestions.count()
    if suggestions.filter(state=SuggestionState.OPEN).count() >= len(FAMILY_NAMES):
        return
    for number, family_name in enumerate(FAMILY_NAMES, start=known + 1):
        address = f"nora{number}.{family_name.lower()}"
        pair = [
            _guest(f"{address}@example.com", now),
            _guest(f"{address}+records@example.com", now),
        ]
        remember_names([KnownName(one, "Nora", family_name) for one in pair])
        suggest_among(pair, now=now)


def _ensure_draft() -> None:
    """Let staff have begun an order for a customer."""
    if Order.objects.drafts().exists():
        return
    customer = User.objects.filter(is_staff=False).order_by("pk").first()
    variant = ProductVariant.objects.order_by("pk").first()
    if customer is None or variant is None:
        raise LookupError("The shop is empty.")
    line = imports.ImportedLine(variant=variant, quantity=1, unit_price=RECORD_PRICE)
    imports.create_draft(
        Channel.objects.get(slug=CHANNEL),
        imports.Imported(email=customer.email, user=customer, lines=[line]),
        by=User.objects.get(email=COLLEAGUE),
    )
