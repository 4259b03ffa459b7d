"""Where acts lead, whatever order they come in."""

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.consent.policies import (
    ANY_CHANNEL,
    ConsentStatus,
    Standing,
    Subject,
    SuppressionReason,
    UnsubscribeScope,
    does_stop,
    effective_status,
    is_code,
    is_language,
    is_list_code,
    is_settled,
    left_by,
    levels,
    must_confirm,
    standing_after,
    status_of_act,
    stricter_standings,
    strongest,
    with_default,
)
from saleor_crm_plugin.consent.purposes import PURPOSES, ConsentPurpose

START = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
EMAIL = Subject("email", ConsentPurpose.MARKETING)
NEWS = Subject("email", ConsentPurpose.MARKETING, "news")

said = st.sampled_from(
    [ConsentStatus.GRANTED, ConsentStatus.PENDING, ConsentStatus.WITHDRAWN]
)
moments = st.integers(0, 5).map(lambda hours: START + datetime.timedelta(hours=hours))
standings = st.builds(Standing, said, moments)


def at(hours, status):
    return Standing(status, START + datetime.timedelta(hours=hours))


@given(st.lists(standings, min_size=1, max_size=6), st.randoms())
def test_the_order_in_which_acts_become_known_makes_no_difference(acts, random):
    # given
    shuffled = list(acts)
    random.shuffle(shuffled)

    # when
    def fold(several):
        current = None
        for act in several:
            current = standing_after(current, act)
        return current

    # then
    assert fold(acts) == fold(shuffled)


@given(st.lists(standings, min_size=1, max_size=6))
def test_the_latest_act_counts_and_a_withdrawal_before_a_grant(acts):
    current = None
    for act in acts:
        current = standing_after(current, act)

    latest = max(act.occurred_at for act in acts)
    statuses = {act.status for act in acts if act.occurred_at == latest}
    assert current.occurred_at == latest
    if ConsentStatus.WITHDRAWN in statuses:
        assert current.status == ConsentStatus.WITHDRAWN
    elif ConsentStatus.GRANTED in statuses:
        assert current.status == ConsentStatus.GRANTED
    else:
        assert current.status == ConsentStatus.PENDING


@given(standings, standings)
def test_an_older_act_never_overrides_a_newer(first, second):
    after = standing_after(first, second)

    assert after.occurred_at == max(first.occurred_at, second.occurred_at)


@given(st.lists(st.none() | standings, max_size=4))
def test_it_is_withdrawn_unless_every_withdrawal_was_taken_back_by_something_narrower(
    path,
):
    said = [one for one in path if one is not None]
    standing = [
        one
        for place, one in enumerate(said)
        if one.status == ConsentStatus.WITHDRAWN
        and not any(
            later.status != ConsentStatus.WITHDRAWN
            and later.occurred_at >= one.occurred_at
            for later in said[place + 1 :]
        )
    ]

    status = effective_status(path)

    assert (status == ConsentStatus.WITHDRAWN) == bool(standing)
    if said and not standing:
        assert status in {one.status for one in said}


@given(st.lists(st.none() | standings, max_size=4))
def test_the_narrowest_withdrawal_holds(path):
    spoken = [one for one in path if one is not None]
    if spoken and spoken[-1].status == ConsentStatus.WITHDRAWN:
        assert effective_status(path) == ConsentStatus.WITHDRAWN


def test_nobody_who_said_nothing_has_granted():
    assert effective_status([None, None]) == ConsentStatus.UNKNOWN


def test_a_list_can_be_kept_while_the_rest_is_left_at_one_moment():
    path = [at(1, ConsentStatus.WITHDRAWN), at(1, ConsentStatus.GRANTED)]

    assert effective_status(path) == ConsentStatus.GRANTED


def test_an_earlier_withdrawal_does_not_hide_a_later_wider_one():
    path = [
        at(3, ConsentStatus.WITHDRAWN),
        at(1, ConsentStatus.WITHDRAWN),
        at(2, ConsentStatus.GRANTED),
    ]

    assert effective_status(path) == ConsentStatus.WITHDRAWN


def test_levels_go_from_the_widest_to_the_narrowest():
    assert levels(NEWS) == (
        Subject(ANY_CHANNEL, ConsentPurpose.MARKETING),
        EMAIL,
        Subject(ANY_CHANNEL, ConsentPurpose.MARKETING, "news"),
        NEWS,
    )
    assert levels(Subject(ANY_CHANNEL, "profiling")) == (
        Subject(ANY_CHANNEL, "profiling"),
    )


@given(st.booleans(), st.booleans())
def test_what_an_act_means(granted, needs_confirmation):
    status = status_of_act(granted=granted, needs_confirmation=needs_confirmation)

    assert (status == ConsentStatus.WITHDRAWN) == (not granted)
    assert (status == ConsentStatus.PENDING) == (granted and needs_confirmation)


def test_only_what_is_sent_must_be_confirmed():
    demanding = {"email"}

    assert must_confirm(EMAIL, double_opt_in=demanding)
    assert must_confirm(NEWS, double_opt_in=demanding)
    assert must_confirm(
        Subject(ANY_CHANNEL, ConsentPurpose.MARKETING), double_opt_in=demanding
    )
    assert not must_confirm(
        Subject(ANY_CHANNEL, ConsentPurpose.MARKETING), double_opt_in=set()
    )
    assert not must_confirm(
        Subject("sms", ConsentPurpose.MARKETING), double_opt_in=demanding
    )
    assert not must_confirm(
        Subject("email", ConsentPurpose.PROFILING), double_opt_in=demanding
    )


def test_what_still_holds_need_not_be_said_again():
    granted, withdrawn = at(1, ConsentStatus.GRANTED), at(1, ConsentStatus.WITHDRAWN)

    assert not is_settled(None, ConsentStatus.WITHDRAWN, granted=False)
    assert not is_settled(None, ConsentStatus.GRANTED, granted=True)
    assert is_settled(withdrawn, ConsentStatus.WITHDRAWN, granted=False)
    assert not is_settled(granted, ConsentStatus.GRANTED, granted=False)
    assert is_settled(granted, ConsentStatus.GRANTED, granted=True)
    assert not is_settled(granted, ConsentStatus.WITHDRAWN, granted=True)
    pending = at(1, ConsentStatus.PENDING)
    assert is_settled(pending, ConsentStatus.PENDING, granted=True)
    assert not is_settled(pending, ConsentStatus.WITHDRAWN, granted=True)
    assert not is_settled(pending, ConsentStatus.PENDING, granted=False)
    assert not is_settled(withdrawn, ConsentStatus.WITHDRAWN, granted=True)


def test_defaults_are_those_of_the_purposes():
    unknown, withdrawn = ConsentStatus.UNKNOWN, ConsentStatus.WITHDRAWN

    assert with_default("transactional", withdrawn) == ConsentStatus.GRANTED
    assert with_default("marketing", unknown) == unknown
    assert with_default("profiling", unknown) == unknown
    assert with_default("third_party", withdrawn) == withdrawn


def test_how_far_an_unsubscribe_goes():
    asked = {"channel": "email", "list_code": "news"}

    assert left_by(UnsubscribeScope.LIST, **asked) == (NEWS,)
    assert left_by(UnsubscribeScope.CHANNEL, **asked) == (EMAIL,)
    assert left_by(UnsubscribeScope.LIST, channel="email", list_code="") == (EMAIL,)
    assert left_by(UnsubscribeScope.EVERYTHING, **asked) == (
        Subject(ANY_CHANNEL, "marketing"),
        Subject(ANY_CHANNEL, "profiling"),
        Subject(ANY_CHANNEL, "third_party"),
    )


def test_what_a_suppression_stops():
    stops_orders = {
        reason for reason in SuppressionReason if does_stop(reason, "transactional")
    }

    assert all(does_stop(reason, "marketing") for reason in SuppressionReason)
    assert stops_orders == {
        SuppressionReason.HARD_BOUNCE,
        SuppressionReason.COMPLAINT,
        SuppressionReason.MANUAL,
    }


@given(st.lists(st.sampled_from(SuppressionReason), min_size=1))
def test_the_strongest_reason_is_shown(reasons):
    shown = strongest(reasons)

    assert shown in reasons
    order = list(SuppressionReason)
    assert all(order.index(shown) <= order.index(one) for one in reasons)


@given(st.text(max_size=40))
def test_codes_are_plain(text):
    for fits in (is_code, is_list_code):
        if fits(text):
            assert text.isascii()
            assert text == text.lower()
            assert not set(text) & set(" <>&\"'/\r\n")
    assert not is_code(f"{text}\n")
    assert not is_list_code(f"{text}\n")


def test_a_purpose_that_is_allowed_by_default_holds_until_somebody_answers(monkeypatch):
    allowed = replace(PURPOSES["profiling"], is_allowed_by_default=True)
    monkeypatch.setitem(PURPOSES, "profiling", allowed)
    assert with_default("profiling", ConsentStatus.UNKNOWN) == ConsentStatus.GRANTED
    assert with_default("profiling", ConsentStatus.WITHDRAWN) == ConsentStatus.WITHDRAWN


def test_of_two_who_became_one_a_withdrawal_covers_what_either_granted():
    # given one who left marketing as a whole, and one who wanted its news
    own = {EMAIL: at(0, ConsentStatus.WITHDRAWN)}
    other = {NEWS: at(1, ConsentStatus.GRANTED)}
    now = START + datetime.timedelta(hours=9)

    # then
    assert stricter_standings(own, other, now=now) == {
        EMAIL: Standing(ConsentStatus.WITHDRAWN, now)
    }


def test_of_two_who_became_one_a_withdrawal_alone_changes_nothing():
    own = {EMAIL: at(0, ConsentStatus.WITHDRAWN)}
    assert stricter_standings(own, {}, now=START + datetime.timedelta(hours=9)) == {}


def test_of_two_who_became_one_a_grant_counts_where_the_other_said_nothing():
    # given one who wants marketing, beside what the other one said
    granted, now = at(1, ConsentStatus.GRANTED), START + datetime.timedelta(hours=9)
    other = {EMAIL: granted}

    # then
    assert stricter_standings({}, other, now=now) == {EMAIL: granted}
    waiting = {EMAIL: at(0, ConsentStatus.PENDING)}
    assert stricter_standings(waiting, other, now=now) == {EMAIL: granted}
    assert stricter_standings({EMAIL: granted}, other, now=now) == {}
    left = {EMAIL: at(0, ConsentStatus.WITHDRAWN)}
    assert stricter_standings(left, other, now=now) == {
        EMAIL: Standing(ConsentStatus.WITHDRAWN, now)
    }


def test_a_language_is_a_code():
    assert [is_language(text) for text in ("it", "zh-hans", "Italian!", "")] == [
        True,
        True,
        False,
        False,
    ]
