"""What people say about marketing follows their address, but only as far as it is theirs."""

import pytest

from saleor_crm_plugin.consent.actions.suppress import SuppressedAddress, suppress
from saleor_crm_plugin.consent.models import LiftReason, Suppression
from saleor_crm_plugin.consent.policies import ANY_CHANNEL, SuppressionReason
from saleor_crm_plugin.consent.queries import suppressed
from saleor_crm_plugin.consent.sources import Source
from saleor_crm_plugin.saleor_adapter.private_hash import email_hash

from ..fixtures.consent import ASKED_AT, HOUR, record_one
from ..fixtures.person import account_claim, guest_claim

ADA = email_hash("ada@example.com")
OPT_OUT = {ADA: SuppressionReason.OPT_OUT}


def stopped():
    return suppressed("email", [ADA])


@pytest.fixture
def claimed(make_profile):
    """An account that only claims to be Ada's."""
    return make_profile(account_claim(66, "ada@example.com"))


def test_who_leaves_a_channel_is_not_written_to_under_any_profile(profile):
    record_one(profile.pk, "no", granted=False)

    assert stopped() == OPT_OUT
    assert Suppression.objects.get().channel == "email"


def test_who_leaves_a_list_or_is_not_profiled_can_still_be_written_to(profile):
    record_one(profile.pk, "list", list_code="news", granted=False)
    record_one(profile.pk, "profile", purpose="profiling", granted=False)

    assert stopped() == {}


def test_who_leaves_every_channel_leaves_that_of_the_address(profile):
    record_one(profile.pk, "nothing", channel=ANY_CHANNEL, granted=False)

    assert stopped() == OPT_OUT


def test_coming_back_lifts_the_own_opt_out_but_no_bounce(profile):
    # given
    record_one(profile.pk, "no", granted=False)
    bounce = SuppressedAddress(
        channel="email", address_hash=ADA, reason=SuppressionReason.HARD_BOUNCE
    )
    suppress([bounce], now=ASKED_AT)

    # when
    record_one(profile.pk, "yes", occurred_at=ASKED_AT + HOUR)

    # then
    assert stopped() == {ADA: SuppressionReason.HARD_BOUNCE}
    lifted = Suppression.objects.exclude(ended_at=None).get()
    assert (lifted.reason, lifted.ended_at, lifted.lift_reason, lifted.ended_by) == (
        SuppressionReason.OPT_OUT,
        ASKED_AT + HOUR,
        LiftReason.GRANTED_AGAIN,
        "",
    )


def test_coming_back_to_one_list_lifts_it_too(profile):
    record_one(profile.pk, "no", granted=False)

    record_one(profile.pk, "news", list_code="news", occurred_at=ASKED_AT + HOUR)

    assert stopped() == {}


def test_an_older_grant_lifts_nothing(profile):
    record_one(profile.pk, "no", granted=False, occurred_at=ASKED_AT + HOUR)

    record_one(profile.pk, "yes", now=ASKED_AT + 2 * HOUR)

    assert stopped() == OPT_OUT


def test_a_claim_neither_suppresses_nor_lifts_somebody_elses_address(
    make_profile, claimed
):
    # given
    owner = make_profile(guest_claim("ada@example.com"))
    record_one(claimed.pk, "no", granted=False)
    assert stopped() == {}
    record_one(owner.pk, "no too", granted=False, source=Source.ONE_CLICK)
    assert stopped() == OPT_OUT

    # when
    record_one(claimed.pk, "yes", occurred_at=ASKED_AT + HOUR)

    # then
    assert stopped() == OPT_OUT


@pytest.mark.parametrize(
    "source",
    [
        Source.ONE_CLICK,
        Source.UNSUBSCRIBE_PAGE,
        Source.PREFERENCE_PAGE,
        Source.STAFF_PHONE,
    ],
)
def test_a_link_that_was_sent_there_speaks_for_the_address(claimed, source):
    record_one(claimed.pk, "no", granted=False, source=source)

    assert stopped() == OPT_OUT


def test_a_profile_without_an_address_says_it_all_the_same(make_profile):
    nobody = make_profile(account_claim(8))

    record_one(nobody.pk, "no", granted=False)

    assert not Suppression.objects.exists()
