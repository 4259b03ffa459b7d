"""Settings of ladders and tiers: what is refused, and what the audit keeps."""

import datetime
from decimal import Decimal

import pytest

from saleor_crm_plugin.audit.queries import changes_of
from saleor_crm_plugin.core.errors import CrmError
from saleor_crm_plugin.tiers.actions.exclude import exclude_profile, include_profile
from saleor_crm_plugin.tiers.actions.invite import Invitation, invite
from saleor_crm_plugin.tiers.actions.settings import (
    LadderSettings,
    TierSettings,
    add_tier,
    create_ladder,
    remove_tier,
    update_ladder,
    update_tier,
)
from saleor_crm_plugin.tiers.error_codes import TierErrorCode
from saleor_crm_plugin.tiers.models import (
    BookExclusion,
    Tier,
    TierBasis,
    TierLadder,
    TierStanding,
    TierWindow,
)
from saleor_crm_plugin.tiers.queries import exclusions_of
from tests.fixtures.club import AUTHOR, STARTS_AT

NOW = STARTS_AT + datetime.timedelta(days=1)
PLAIN = {"basis": TierBasis.SPEND, "window": TierWindow.LIFETIME}


def _refusal(act):
    with pytest.raises(CrmError) as refused:
        act()
    return refused.value.code, refused.value.field


def _tier(**changes):
    return TierSettings(
        **{"code": "new", "name": "New", "rank": 7, "thresholds": {"EUR": Decimal(900)}}
        | changes
    )


@pytest.fixture
def ladder(club, make_ladder):
    return make_ladder(club.book_id)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"window_months": 0}, "windowMonths"),
        ({"grace_days": -1}, "graceDays"),
        ({"time_zone": "Mars/Olympus"}, "timeZone"),
    ],
)
def test_bad_ladders_are_refused_by_field(club, changes, field):
    settings = LadderSettings(**PLAIN, **changes)
    refusal = _refusal(
        lambda: create_ladder(club.book_id, settings, author=AUTHOR, now=NOW)
    )
    assert refusal == (TierErrorCode.INVALID, field)
    assert not TierLadder.objects.exists()


def test_a_book_has_one_ladder(ladder):
    settings = LadderSettings(**PLAIN)
    refusal = _refusal(
        lambda: create_ladder(ladder.book_id, settings, author=AUTHOR, now=NOW)
    )
    assert refusal == (TierErrorCode.UNIQUE, "book")
    nameless = _refusal(
        lambda: create_ladder(ladder.book_id, settings, author=" ", now=NOW)
    )
    assert nameless == (TierErrorCode.REQUIRED, "author")


def test_a_changed_ladder_is_written_down(ladder):
    update_ladder(
        ladder.pk, LadderSettings(**PLAIN, grace_days=5), author="user:2", now=NOW
    )
    newest = changes_of("tier_ladder", ladder.pk).first()
    assert (newest.author, newest.before, newest.after) == (
        "user:2",
        {"grace_days": 30},
        {"grace_days": 5},
    )
    missing = _refusal(
        lambda: update_ladder(0, LadderSettings(**PLAIN), author=AUTHOR, now=NOW)
    )
    assert missing == (TierErrorCode.NOT_FOUND, "ladder")


def test_the_basis_stays_while_thresholds_speak_of_it(ladder):
    settings = LadderSettings(**PLAIN | {"basis": TierBasis.ORDERS})
    refusal = _refusal(
        lambda: update_ladder(ladder.pk, settings, author=AUTHOR, now=NOW)
    )
    assert refusal == (TierErrorCode.INVALID_THRESHOLD, "thresholds")
    assert TierLadder.objects.get().basis == TierBasis.SPEND


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"code": "gold"}, TierErrorCode.UNIQUE, "code"),
        ({"rank": 1}, TierErrorCode.UNIQUE, "rank"),
        ({"rank": -1}, TierErrorCode.INVALID, "rank"),
        ({"name": ""}, TierErrorCode.REQUIRED, "name"),
        ({"rank": 32_768}, TierErrorCode.INVALID, "rank"),
        ({"code": "x" * 33}, TierErrorCode.INVALID, "code"),
        ({"name": "x" * 121}, TierErrorCode.INVALID, "name"),
        ({"description": "x" * 1001}, TierErrorCode.INVALID, "description"),
        ({"multiplier": Decimal(0)}, TierErrorCode.INVALID, "multiplier"),
        ({"multiplier": Decimal("0.001")}, TierErrorCode.INVALID, "multiplier"),
        ({"multiplier": Decimal(1000)}, TierErrorCode.INVALID, "multiplier"),
        ({"multiplier": Decimal("NaN")}, TierErrorCode.INVALID, "multiplier"),
        (
            {"thresholds": {"EUR": Decimal(10**11)}},
            TierErrorCode.INVALID_THRESHOLD,
            "thresholds",
        ),
        (
            {"thresholds": {"EUR": Decimal("Infinity")}},
            TierErrorCode.INVALID_THRESHOLD,
            "thresholds",
        ),
        (
            {"thresholds": {"EUR": Decimal(-1)}},
            TierErrorCode.INVALID_THRESHOLD,
            "thresholds",
        ),
        (
            {"thresholds": {"": Decimal(1)}},
            TierErrorCode.INVALID_THRESHOLD,
            "thresholds",
        ),
    ],
)
def test_bad_tiers_are_refused_by_field(ladder, changes, code, field):
    refusal = _refusal(
        lambda: add_tier(ladder.pk, _tier(**changes), author=AUTHOR, now=NOW)
    )
    assert refusal == (code, field)
    assert Tier.objects.count() == 3


def test_points_have_no_currency(club, make_ladder):
    ladder = make_ladder(club.book_id, basis=TierBasis.POINTS)
    refusal = _refusal(lambda: add_tier(ladder.pk, _tier(), author=AUTHOR, now=NOW))
    assert refusal == (TierErrorCode.INVALID_THRESHOLD, "thresholds")


def test_a_tier_is_changed_and_removed_while_nobody_has_it(ladder, profile):
    gold = Tier.objects.get(code="gold")
    changed = _tier(code="gold", name="Gold", rank=2, thresholds={"EUR": Decimal(400)})
    update_tier(gold.pk, changed, author=AUTHOR, now=NOW)
    assert [row.value for row in gold.thresholds.all()] == [Decimal(400)]
    newest = changes_of("tier", gold.pk).first()
    assert newest.after["thresholds"] == {"EUR": "400"}
    silver = Tier.objects.get(code="silver")
    TierStanding.objects.create(ladder=ladder, profile=profile, tier=silver)
    refusal = _refusal(lambda: remove_tier(silver.pk, author=AUTHOR, now=NOW))
    assert refusal == (TierErrorCode.TIER_IN_USE, "tier")
    remove_tier(gold.pk, author=AUTHOR, now=NOW)
    assert [row.code for row in Tier.objects.order_by("rank")] == ["base", "silver"]
    missing = _refusal(lambda: remove_tier(gold.pk, author=AUTHOR, now=NOW))
    assert missing == (TierErrorCode.NOT_FOUND, "tier")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"tier_id": 0}, TierErrorCode.NOT_FOUND, "tier"),
        ({"profile_id": 0}, TierErrorCode.NOT_FOUND, "profile"),
        ({"until": NOW}, TierErrorCode.INVALID_PERIOD, "until"),
        ({"reason": ""}, TierErrorCode.REQUIRED, "reason"),
        ({"author": ""}, TierErrorCode.REQUIRED, "author"),
    ],
)
def test_bad_invitations_are_refused_by_field(ladder, profile, changes, code, field):
    gold = Tier.objects.get(code="gold")
    asked = Invitation(
        **{
            "profile_id": profile.pk,
            "tier_id": gold.pk,
            "until": NOW + datetime.timedelta(days=1),
            "reason": "friend",
            "author": AUTHOR,
        }
        | changes
    )
    assert _refusal(lambda: invite(asked, now=NOW)) == (code, field)
    assert not TierStanding.objects.exists()


def test_excluding_needs_a_person_and_a_reason(club, profile):
    def act(profile_id, reason):
        return exclude_profile(
            club.book_id, profile_id, reason=reason, author=AUTHOR, now=NOW
        )

    assert _refusal(lambda: act(0, "test")) == (TierErrorCode.NOT_FOUND, "profile")
    assert _refusal(lambda: act(profile.pk, "")) == (TierErrorCode.REQUIRED, "reason")
    assert not BookExclusion.objects.exists()
    act(profile.pk, "test")
    act(profile.pk, "again")
    assert BookExclusion.objects.get().reason == "test"
    assert _refusal(lambda: act(profile.pk, "x" * 501)) == (
        TierErrorCode.INVALID,
        "reason",
    )


def test_an_exclusion_is_ended_and_kept_with_both_authors_and_reasons(club, profile):
    exclude_profile(club.book_id, profile.pk, reason="tests", author="user:5", now=NOW)

    def include(reason, profile_id=profile.pk):
        return include_profile(
            club.book_id, profile_id, reason=reason, author="user:6", now=NOW
        )

    assert _refusal(lambda: include(" ")) == (TierErrorCode.REQUIRED, "reason")
    assert _refusal(lambda: include("x", 0)) == (TierErrorCode.NOT_FOUND, "profile")
    assert BookExclusion.objects.get().ended_at is None
    assert include("no longer")
    assert not include("once more")
    kept = BookExclusion.objects.get()
    assert (kept.author, kept.reason, kept.excluded_at) == ("user:5", "tests", NOW)
    assert (kept.ended_by, kept.ended_reason, kept.ended_at) == (
        "user:6",
        "no longer",
        NOW,
    )


def test_somebody_excluded_again_has_two_rows(club, profile):
    for reason in ("first", "second"):
        exclude_profile(club.book_id, profile.pk, reason=reason, author=AUTHOR, now=NOW)
        include_profile(club.book_id, profile.pk, reason="over", author=AUTHOR, now=NOW)
    rows = exclusions_of(club.book_id, [profile.pk])[profile.pk]
    assert [row.reason for row in rows] == ["second", "first"]
