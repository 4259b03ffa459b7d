"""Whatever the clocks, zones, caps and consents: what is deferred is sent in the end, or expires."""

import datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from saleor_crm_plugin.consent.policies import ConsentStatus
from saleor_crm_plugin.messaging.policies.caps import Cap, Slot
from saleor_crm_plugin.messaging.policies.gate import (
    Defer,
    GateFacts,
    Refuse,
    Send,
    WhenRefused,
    decide,
)
from saleor_crm_plugin.messaging.policies.quiet_hours import QuietHours, next_allowed
from saleor_crm_plugin.messaging.policies.reasons import Reason

HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)
ZONES = ["Europe/Rome", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]
# More than that of deferrals would be a loop.
MOST_DEFERRALS = 60

hours = st.integers(0, 23 * 60 + 59).map(lambda at: datetime.time(at // 60, at % 60))


@st.composite
def lives(draw):
    """A message with its recipient: when it is due and expires, and what stands in its way."""
    due_at = draw(
        st.datetimes(
            datetime.datetime(2026, 1, 1),  # noqa: DTZ001
            datetime.datetime(2026, 12, 31),  # noqa: DTZ001
            timezones=st.just(datetime.UTC),
        )
    )
    starts, ends = draw(hours), draw(hours)
    return {
        "due_at": due_at,
        "expires_at": due_at + draw(st.integers(1, 24 * 14)) * HOUR,
        "zone": ZoneInfo(draw(st.sampled_from(ZONES))),
        "quiet": None if starts == ends else QuietHours(starts, ends),
        "caps": draw(
            st.lists(
                st.builds(
                    Cap,
                    channel=st.sampled_from(["", "email"]),
                    most=st.integers(0, 3),
                    period=st.integers(1, 24 * 7).map(lambda count: count * HOUR),
                ),
                max_size=3,
            )
        ),
        "slots": [
            Slot("email", due_at - draw(st.integers(0, 24 * 7)) * HOUR)
            for _ in range(draw(st.integers(0, 5)))
        ],
        "withdrawn_at": draw(
            st.none() | st.integers(0, 24 * 14).map(lambda count: due_at + count * HOUR)
        ),
        "is_transactional": draw(st.booleans()),
    }


def facts_at(life, now):
    allowed = next_allowed(now, life["zone"], life["quiet"])
    withdrawn = life["withdrawn_at"] is not None and now >= life["withdrawn_at"]
    is_transactional = life["is_transactional"]
    return GateFacts(
        now=now,
        channel="email",
        expires_at=life["expires_at"],
        when_refused=WhenRefused.DEFER,
        is_transactional=is_transactional,
        consent=(
            ConsentStatus.WITHDRAWN
            if withdrawn and not is_transactional
            else ConsentStatus.GRANTED
        ),
        quiet_until=allowed if allowed > now else None,
        caps=life["caps"],
        slots=life["slots"],
    )


@settings(max_examples=300, deadline=None)
@given(life=lives())
def test_deferred_message_is_sent_or_refused_before_long(life):
    # when it is asked again each time it was told to wait
    now, verdicts = life["due_at"], []
    while len(verdicts) < MOST_DEFERRALS:
        verdict = decide(facts_at(life, now))
        verdicts.append(verdict)
        if not isinstance(verdict, Defer):
            break
        assert now < verdict.until < life["expires_at"]
        now = verdict.until

    # then it ends, and never at a moment at which it must not leave
    end = verdicts[-1]
    assert isinstance(end, Send | Refuse)
    if isinstance(end, Refuse):
        assert end.reason in {
            Reason.QUIET_HOURS,
            Reason.FREQUENCY_CAP,
            Reason.CONSENT_WITHDRAWN,
        }
        return
    assert now < life["expires_at"]
    if life["is_transactional"]:
        assert now == life["due_at"]
        return
    assert life["withdrawn_at"] is None or now < life["withdrawn_at"]
    quiet = life["quiet"]
    assert quiet is None or not quiet.covers(now.astimezone(life["zone"]).time())
    for cap in life["caps"]:
        taken = [slot for slot in life["slots"] if now - slot.taken_at < cap.period]
        assert len(taken) < cap.most


@settings(max_examples=100, deadline=None)
@given(life=lives())
def test_deferral_ends_as_soon_as_it_may(life):
    verdict = decide(facts_at(life, life["due_at"]))
    if isinstance(verdict, Defer):
        just_before = verdict.until - MINUTE
        if just_before > life["due_at"]:
            assert not isinstance(decide(facts_at(life, just_before)), Send)
