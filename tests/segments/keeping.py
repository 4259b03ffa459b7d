"""What tests of keeping segments current share: things that happen to people, and looks at them."""

import datetime
import uuid

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.insight.models import CustomerRollup
from saleor_crm_plugin.messaging.events import MessageOpened
from saleor_crm_plugin.observation.events import OrderPlaced
from saleor_crm_plugin.outbox.actions.deliver import deliver
from saleor_crm_plugin.outbox.models import Delivery, FactRow
from saleor_crm_plugin.segments.actions.save import create_segment
from saleor_crm_plugin.segments.models import SegmentMember
from saleor_crm_plugin.segments.tasks import keep_current
from saleor_crm_plugin.timeline.models import TimelineEntry
from tests.fixtures.people_at_random import NOW

SECONDS = datetime.timedelta(seconds=1)


def segment(name, rule):
    kind = "list" if rule is None else "rule"
    return create_segment(name, kind=kind, rule=rule, author="user:1", now=NOW)


def within(one):
    """Return who is in the segment by its rows."""
    rows = SegmentMember.objects.filter(segment=one, left_at=None)
    return sorted(rows.values_list("profile_id", flat=True))


def fact(kind, profile_id, now, **values):
    return kind(
        key=uuid.uuid4().hex,
        occurred_at=now,
        origin=values.pop("origin", Origin.LIVE),
        profile_id=profile_id,
        **values,
    )


def order(profile_id, now, **changes):
    """Let somebody order, as the rollup shows it; return the fact of it."""
    row, _ = CustomerRollup.objects.get_or_create(profile_id=profile_id)
    row.orders += 1
    row.first_order_at, row.last_order_at = row.first_order_at or now, now
    row.save()
    return fact(
        OrderPlaced,
        profile_id,
        now,
        order_id=str(uuid.uuid4()),
        number="1",
        channel="default",
        currency="EUR",
        amount=1,
        is_guest=False,
        **changes,
    )


def open_letter(profile_id, now):
    """Let somebody open a message, as the timeline shows it; return the fact of it."""
    TimelineEntry.objects.create(
        profile_id=profile_id,
        occurred_at=now,
        entry_type="messaging.opened",
        fact_key=uuid.uuid4().hex,
        origin="live",
        payload={},
    )
    return fact(
        MessageOpened,
        profile_id,
        now,
        message_id=1,
        source_kind="journey",
        source_id="1",
        occurrence="1",
        purpose="marketing",
        template_code="t",
        channel="email",
        is_test=False,
    )


def keep(now):
    """Keep segments current after all handlers have had their facts."""
    Delivery.objects.all().delete()
    with clock.fixed_at(now):
        keep_current()


def handle(now):
    """Hand the waiting facts over to those who hear them; return the codes of what waited."""
    waiting = Delivery.objects.filter(handler="segments.mark_due").order_by("fact_id")
    facts = FactRow.objects.in_bulk(list(waiting.values_list("fact_id", flat=True)))
    codes = [facts[one.fact_id].code for one in waiting]
    with clock.fixed_at(now):
        deliver(now=now)
    return codes


def told(code):
    rows = FactRow.objects.filter(code=code).order_by("id")
    return [
        (row.profile_id, row.origin, row.payload["reason"], row.payload["segment_id"])
        for row in rows
    ]
