"""Whatever happens, and in whatever order: who is in a segment is who would be if all were asked."""

import datetime
import uuid

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.imports.events import CustomerImported
from saleor_crm_plugin.insight.models import CustomerRollup
from saleor_crm_plugin.observation.events import CustomerRegistered
from saleor_crm_plugin.segments.actions.evaluate import due_segments, evaluate_due
from saleor_crm_plugin.segments.actions.fill import fill_segment, tell_found
from saleor_crm_plugin.segments.actions.lists import add_to_list, remove_from_list
from saleor_crm_plugin.segments.actions.mark_due import look_at, mark_due
from saleor_crm_plugin.segments.actions.save import (
    archive_segment,
    update_segment,
)
from saleor_crm_plugin.segments.models import Segment, SegmentDue, SegmentMember
from saleor_crm_plugin.segments.queries import plan_of
from saleor_crm_plugin.segments.reading import member_ids, moment_of
from saleor_crm_plugin.segments.tasks import reconcile
from tests.fixtures.people_at_random import DAY, NOW

from .keeping import fact, keep, open_letter, order, segment, told, within

BOUGHT_LATELY = {"field": "orders.last_at", "operator": "in_last_days", "value": 2}
NEVER_BOUGHT = {"field": "orders.count", "operator": "is", "value": 0}
READS = {
    "field": "messages.opened",
    "operator": "at_least",
    "value": 2,
    "within_days": 3,
}


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["order", "open", "new"]), st.integers(0, 3)),
        st.tuples(st.just("wait"), st.sampled_from([1, 7, 20])),
        st.tuples(st.sampled_from(["list", "unlist"]), st.integers(0, 3)),
        st.tuples(st.just("keep"), st.just(0)),
    ),
    max_size=14,
)


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_kept_by_facts_and_time_is_as_if_all_were_asked(people, steps):
    # given what earlier examples left is gone
    for kind in (SegmentMember, SegmentDue, Segment, CustomerRollup):
        kind.objects.all().delete()
    names = uuid.uuid4().hex
    chosen = segment(f"list {names}", None)
    lately = segment(f"lately {names}", BOUGHT_LATELY)
    reads = segment(f"reads {names}", READS)
    both = segment(
        f"both {names}",
        {"any": [{"segment": chosen.pk}, {"not": {"segment": lately.pk}}]},
    )
    never = segment(f"never {names}", {"all": [NEVER_BOUGHT, {"not": READS}]})
    now, filled = NOW, NOW
    keep(now)

    # when
    for what, how in steps:
        if what == "wait":
            now += datetime.timedelta(hours=how)
            if now - filled > DAY:
                filled = now
                with clock.fixed_at(now):
                    reconcile()
            continue
        with clock.fixed_at(now):
            happen(what, people[how], now, chosen)

    # then
    for _ in range(4):
        # Who has facts waiting for other handlers is put off by as much.
        now += datetime.timedelta(seconds=10)
        keep(now)
    for one in (lately, reads, both, never):
        one.refresh_from_db()
        asked = member_ids(plan_of(one), moment_of(now))
        assert within(one) == sorted(asked), one.name


def happen(what, profile_id, now, chosen):
    """Let one thing happen, and be heard."""
    if what == "order":
        mark_due([order(profile_id, now)])
    elif what == "open":
        mark_due([open_letter(profile_id, now)])
    elif what == "new":
        new = Profile.objects.create(kind="account", created_at=now)
        mark_due([fact(CustomerRegistered, new.pk, now, user_id=1)])
    elif what == "list":
        add_to_list(chosen.pk, [profile_id], now=now)
    elif what == "unlist":
        remove_from_list(chosen.pk, [profile_id], now=now)
    else:
        keep(now)


def test_coming_and_going_are_told_with_their_reasons(people):
    # given
    ada, _, _, _ = people
    lately = segment("lately", BOUGHT_LATELY)
    keep(NOW)
    assert within(lately) == []

    # when she orders, and two days go by
    with clock.fixed_at(NOW):
        mark_due([order(ada, NOW)])
    keep(NOW)
    inside = within(lately)
    keep(NOW + 2 * DAY - datetime.timedelta(seconds=1))
    still = within(lately)
    keep(NOW + 2 * DAY)

    # then
    assert (inside, still, within(lately)) == ([ada], [ada], [])
    assert told("segments.entered") == [(ada, "live", "fact", lately.pk)]
    assert told("segments.left") == [(ada, "live", "time", lately.pk)]
    [row] = SegmentMember.objects.filter(segment=lately)
    assert (row.join_reason, row.leave_reason) == ("fact", "time")
    assert (row.joined_at, row.left_at) == (NOW, NOW + 2 * DAY)


def test_what_was_backfilled_starts_nothing(people):
    # given
    ada, bob, *_ = people
    lately = segment("lately", BOUGHT_LATELY)
    keep(NOW)

    # when an import and something live are heard of one, and only something live of the other
    with clock.fixed_at(NOW):
        mark_due([order(ada, NOW, origin=Origin.BACKFILL), order(bob, NOW)])
        mark_due([fact(CustomerRegistered, ada, NOW, user_id=7)])
    keep(NOW)

    # then
    assert within(lately) == [ada, bob]
    assert sorted(told("segments.entered")) == [
        (ada, "backfill", "fact", lately.pk),
        (bob, "live", "fact", lately.pk),
    ]


def test_who_comes_by_a_file_is_looked_at_and_starts_nothing(people):
    # given
    never = segment("never", NEVER_BOUGHT)
    keep(NOW)
    new = Profile.objects.create(kind="prospect", created_at=NOW).pk

    # when
    with clock.fixed_at(NOW):
        fresh = {"import_id": 1, "is_new": True, "origin": Origin.IMPORT}
        mark_due([fact(CustomerImported, new, NOW, **fresh)])
    keep(NOW)

    # then
    assert within(never) == [*people, new]
    assert told("segments.entered") == [(new, "import", "fact", never.pk)]


def test_people_are_put_down_for_the_segments_that_hear(people):
    # given
    reads, lately = segment("reads", READS), segment("lately", BOUGHT_LATELY)
    ada, bob, *_ = people

    # when
    look_at([ada], origin=Origin.LIVE, codes=["messaging.opened"])
    look_at([ada, bob], origin=Origin.IMPORT, segment_ids=[lately.pk])
    look_at([bob], origin=Origin.LIVE)
    look_at([], origin=Origin.LIVE)

    # then of several origins the weakest stays
    rows = SegmentDue.objects.order_by("segment_id", "profile_id")
    assert list(rows.values_list("segment_id", "profile_id", "origin")) == [
        (reads.pk, ada, "live"),
        (reads.pk, bob, "live"),
        (lately.pk, ada, "import"),
        (lately.pk, bob, "import"),
    ]


def test_the_first_filling_is_no_news_and_a_repair_starts_nothing(people):
    # given
    ada, bob, *_ = people
    order(ada, NOW)
    lately = segment("lately", BOUGHT_LATELY)

    # when it is filled, and then somebody's order is found of which nobody told
    keep(NOW)
    first = told("segments.entered")
    order(bob, NOW)
    with clock.fixed_at(NOW):
        reconcile()
        reconcile()

    # then
    assert first == []
    assert within(lately) == [ada, bob]
    assert told("segments.entered") == [(bob, "rebuild", "repair", lately.pk)]
    assert tell_found() == 0


def test_a_changed_rule_fills_itself_and_those_that_name_it(people):
    # given
    ada, bob, *rest = people
    order(ada, NOW)
    inner = segment("inner", BOUGHT_LATELY)
    outer = segment("outer", {"not": {"segment": inner.pk}})
    keep(NOW)
    assert within(outer) == [bob, *rest]

    # when
    update_segment(inner.pk, rule=NEVER_BOUGHT, author="user:1", now=NOW)
    outer.refresh_from_db()
    waiting = outer.filled_version, outer.version
    keep(NOW)

    # then
    assert waiting == (1, 2)
    assert within(inner) == [bob, *rest]
    assert within(outer) == [ada]
    assert told("segments.entered") == told("segments.left") == []


def test_while_a_rule_waits_to_be_filled_nobody_is_judged_by_the_old_one(people):
    # given
    lately = segment("lately", BOUGHT_LATELY)
    keep(NOW)
    with clock.fixed_at(NOW):
        mark_due([order(people[0], NOW)])

    # when
    update_segment(lately.pk, rule=NEVER_BOUGHT, author="user:1", now=NOW)

    # then
    assert due_segments(now=NOW) == []
    assert evaluate_due(lately.pk, now=NOW) == 0
    assert within(lately) == []
    keep(NOW)
    assert within(lately) == people[1:]


def test_an_archived_segment_is_empty_and_stays_so(people):
    # given
    never = segment("never", NEVER_BOUGHT)
    keep(NOW)
    assert within(never) == people

    # when
    archive_segment(never.pk, author="user:1", now=NOW)
    with clock.fixed_at(NOW):
        mark_due([order(people[0], NOW)])
    keep(NOW)

    # then
    assert within(never) == []
    assert fill_segment(never.pk, now=NOW) == (0, 0)
    assert not SegmentDue.objects.exists()
    reasons = SegmentMember.objects.values_list("leave_reason", flat=True)
    assert set(reasons) == {"archived"}
    assert told("segments.left") == []


def test_who_waits_for_another_handler_is_looked_at_later(people, monkeypatch):
    # given
    lately = segment("lately", BOUGHT_LATELY)
    keep(NOW)
    with clock.fixed_at(NOW):
        mark_due([order(people[0], NOW), order(people[1], NOW)])
    waiting = {people[0]}
    monkeypatch.setattr(
        "saleor_crm_plugin.segments.actions.evaluate.lanes_waiting",
        lambda handler, lanes: waiting & set(lanes),
    )

    # when
    keep(NOW)
    first = within(lately)
    waiting.clear()
    keep(NOW + datetime.timedelta(seconds=10))

    # then
    assert first == [people[1]]
    assert within(lately) == people[:2]
