"""Settings of programs: what is refused, by whom, and what the audit keeps."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from saleor_crm_plugin.audit.queries import changes_of
from saleor_crm_plugin.core.errors import CrmError
from saleor_crm_plugin.loyalty.actions.programs import create_program, update_program
from saleor_crm_plugin.loyalty.actions.rules import NewRule, add_rule, end_rule
from saleor_crm_plugin.loyalty.error_codes import LoyaltyErrorCode
from saleor_crm_plugin.loyalty.models import Program, ProgramChannel, ProgramRule
from saleor_crm_plugin.loyalty.queries import program_of_channel, settings_faults
from tests.fixtures.club import AUTHOR, ONE_POINT_PER_EURO, STARTS_AT, program_settings
from tests.shop.rows import make_channel

DAY = datetime.timedelta(days=1)
NOW = STARTS_AT + DAY


def _create(**changes):
    return create_program(program_settings(**changes), author=AUTHOR, now=NOW)


def _refusal(act):
    with pytest.raises(CrmError) as refused:
        act()
    return refused.value.code, refused.value.field


def test_a_program_has_a_book_and_its_making_is_written_down(shop_channel):
    program = _create(unit_name="stars")
    assert program.book.code == "club"
    assert [row.channel for row in program.channels.all()] == ["shop"]
    [change] = changes_of("program", program.pk)
    assert (change.author, change.before, change.after["unit_name"]) == (
        AUTHOR,
        {},
        "stars",
    )
    assert program_of_channel("shop", now=NOW) == program
    assert program_of_channel("shop", now=STARTS_AT - DAY) is None


def _worth(currency, value):
    return {"worth_per_point": {currency: Decimal(value)}}


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"channels": ("nowhere",)}, LoyaltyErrorCode.UNKNOWN_CHANNEL, "channels"),
        ({"channels": ()}, LoyaltyErrorCode.REQUIRED, "channels"),
        ({"name": " "}, LoyaltyErrorCode.REQUIRED, "name"),
        ({"unit_name": "x" * 61}, LoyaltyErrorCode.INVALID, "unitName"),
        ({"ends_at": STARTS_AT}, LoyaltyErrorCode.INVALID_PERIOD, "endsAt"),
        ({"time_zone": "Mars/Olympus"}, LoyaltyErrorCode.INVALID, "timeZone"),
        ({"return_window_days": -1}, LoyaltyErrorCode.INVALID, "returnWindowDays"),
        ({"expiry_unit": "days"}, LoyaltyErrorCode.INVALID, "expiryLength"),
        ({"adjustment_limit": -1}, LoyaltyErrorCode.INVALID, "adjustmentLimit"),
        ({"request_days": 0}, LoyaltyErrorCode.INVALID, "requestDays"),
        ({"leaver_keep_days": -1}, LoyaltyErrorCode.INVALID, "leaverKeepDays"),
        ({"terms_version": "x" * 41}, LoyaltyErrorCode.INVALID, "termsVersion"),
        (_worth("EURO", 1), LoyaltyErrorCode.INVALID, "worthPerPoint"),
        (_worth("eur", 1), LoyaltyErrorCode.INVALID, "worthPerPoint"),
        (_worth("EUR", -1), LoyaltyErrorCode.INVALID, "worthPerPoint"),
        (_worth("EUR", 1_000_000), LoyaltyErrorCode.INVALID, "worthPerPoint"),
        (_worth("EUR", "NaN"), LoyaltyErrorCode.INVALID, "worthPerPoint"),
    ],
)
def test_bad_settings_are_refused_by_field(shop_channel, changes, code, field):
    assert _refusal(lambda: _create(**changes)) == (code, field)
    assert not Program.objects.exists()


def test_a_code_is_given_once_and_an_author_is_needed(shop_channel):
    _create()
    second = {"channels": ("shop",), "ends_at": None}
    assert _refusal(lambda: _create(**second)) == (LoyaltyErrorCode.UNIQUE, "code")
    nameless = program_settings(code="other")
    refusal = _refusal(lambda: create_program(nameless, author="", now=NOW))
    assert refusal == (LoyaltyErrorCode.REQUIRED, "author")
    assert Program.objects.count() == 1


@pytest.mark.parametrize(
    ("starts", "is_refused"),
    [(STARTS_AT, True), (STARTS_AT + 9 * DAY, True), (STARTS_AT + 10 * DAY, False)],
)
def test_a_channel_has_one_active_program_at_a_time(shop_channel, starts, is_refused):
    make_channel("second", currency_code="EUR")
    _create(ends_at=STARTS_AT + 10 * DAY)

    def create():
        return _create(code="other", starts_at=starts, channels=("second", "shop"))

    if is_refused:
        assert _refusal(create) == (LoyaltyErrorCode.CHANNEL_TAKEN, "channels")
    else:
        create()
    assert Program.objects.count() == (1 if is_refused else 2)
    assert ProgramChannel.objects.count() == (1 if is_refused else 3)


def test_the_database_refuses_a_second_active_program_by_itself(shop_channel):
    first = _create()
    resting = _create(code="other", is_active=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Program.objects.filter(pk=resting.pk).update(is_active=True)
    Program.objects.filter(pk=first.pk).update(ends_at=STARTS_AT + DAY)
    Program.objects.filter(pk=resting.pk).update(
        is_active=True, starts_at=STARTS_AT + DAY
    )
    found = {row.channel: row.starts_at for row in resting.channels.all()}
    assert found == {"shop": STARTS_AT + DAY}


def test_a_change_keeps_only_what_differs_and_is_refused_as_a_whole(shop_channel):
    program = _create()
    changed = update_program(
        program.pk,
        {"return_window_days": 30, "name": "The club"},
        author="user:2",
        now=NOW,
    )
    assert changed.return_window_days == 30
    newest = changes_of("program", program.pk).first()
    assert (newest.author, newest.before, newest.after) == (
        "user:2",
        {"return_window_days": 14},
        {"return_window_days": 30},
    )
    bad = {"name": "Other", "time_zone": "nowhere"}
    refusal = _refusal(lambda: update_program(program.pk, bad, author=AUTHOR, now=NOW))
    assert refusal == (LoyaltyErrorCode.INVALID, "timeZone")
    program.refresh_from_db()
    assert program.name == "The club"
    assert changes_of("program", program.pk).count() == 2
    missing = _refusal(lambda: update_program(0, {}, author=AUTHOR, now=NOW))
    assert missing == (LoyaltyErrorCode.NOT_FOUND, "program")


def _add(program, **changes):
    asked = NewRule(
        **{
            "program_id": program.pk,
            "code": "per_amount_spent",
            "settings": ONE_POINT_PER_EURO,
        }
        | changes
    )
    return add_rule(asked, author=AUTHOR, now=NOW)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"code": "unheard_of"}, LoyaltyErrorCode.UNKNOWN_RULE, "code"),
        ({"settings": {}}, LoyaltyErrorCode.INVALID_SETTINGS, "settings"),
        (
            {"settings": {"by_currency": {"EUR": {"amount": "0", "points": 1}}}},
            LoyaltyErrorCode.INVALID_SETTINGS,
            "settings",
        ),
        (
            {"settings": {"by_currency": {"euro": {"amount": "1", "points": 1}}}},
            LoyaltyErrorCode.INVALID_SETTINGS,
            "settings",
        ),
        ({"ends_at": STARTS_AT}, LoyaltyErrorCode.INVALID_PERIOD, "endsAt"),
        ({"program_id": 0}, LoyaltyErrorCode.NOT_FOUND, "program"),
    ],
)
def test_bad_rules_are_refused_by_field(make_club, changes, code, field):
    program = make_club({})
    assert _refusal(lambda: _add(program, **changes)) == (code, field)
    assert not ProgramRule.objects.exists()


def test_changes_of_settings_need_an_author_and_something_to_change(club):
    [rule] = club.rules.all()
    asked = NewRule(program_id=club.pk, code="sign_up", settings={"points": 5})
    for act in (
        lambda: add_rule(asked, author="", now=NOW),
        lambda: end_rule(rule.pk, ends_at=NOW, author="", now=NOW),
        lambda: update_program(club.pk, {"name": "x"}, author=" ", now=NOW),
    ):
        assert _refusal(act) == (LoyaltyErrorCode.REQUIRED, "author")
    missing = _refusal(lambda: end_rule(0, ends_at=NOW, author=AUTHOR, now=NOW))
    assert missing == (LoyaltyErrorCode.NOT_FOUND, "rule")
    rule.refresh_from_db()
    assert (rule.ends_at, ProgramRule.objects.count()) == (None, 1)


def test_a_program_gets_another_code_only_if_it_is_free(club):
    make_channel("second", currency_code="EUR")
    other = _create(code="other", channels=("second",))
    taken = {"code": "club"}
    refusal = _refusal(lambda: update_program(other.pk, taken, author=AUTHOR, now=NOW))
    assert refusal == (LoyaltyErrorCode.UNIQUE, "code")
    update_program(other.pk, {"code": "circle"}, author=AUTHOR, now=NOW)
    other.refresh_from_db()
    assert other.code == "circle"


def test_channels_and_worths_follow_the_settings(club):
    make_channel("second", currency_code="PLN")
    changes = {
        "channels": ("second",),
        "worth_per_point": {"PLN": Decimal("0.05")},
    }
    update_program(club.pk, changes, author=AUTHOR, now=NOW)
    assert [row.channel for row in club.channels.all()] == ["second"]
    worths = {row.currency: row.worth_per_point for row in club.currencies.all()}
    assert worths == {"PLN": Decimal("0.05")}
    bad = {"worth_per_point": {"PLN": Decimal(-1)}}
    refusal = _refusal(lambda: update_program(club.pk, bad, author=AUTHOR, now=NOW))
    assert refusal == (LoyaltyErrorCode.INVALID, "worthPerPoint")
    update_program(club.pk, {"worth_per_point": {}}, author=AUTHOR, now=NOW)
    assert not club.currencies.exists()


def test_the_same_rule_may_not_overlap_itself(club):
    [rule] = club.rules.all()
    overlap = _refusal(lambda: _add(club, starts_at=NOW))
    assert overlap == (LoyaltyErrorCode.OVERLAPPING_PERIOD, "startsAt")
    end_rule(rule.pk, ends_at=NOW, author=AUTHOR, now=NOW)
    second = _add(club, starts_at=NOW)
    refusal = _refusal(
        lambda: end_rule(rule.pk, ends_at=NOW + DAY, author=AUTHOR, now=NOW)
    )
    assert refusal == (LoyaltyErrorCode.OVERLAPPING_PERIOD, "startsAt")
    rule.refresh_from_db()
    assert (rule.ends_at, second.ends_at) == (NOW, None)
    assert [change.after for change in changes_of("earning_rule", rule.pk)][0] == {
        "ends_at": NOW.isoformat().replace("+00:00", "Z")
    }


def test_other_rules_and_other_programs_may_overlap(club):
    _add(club, code="sign_up", settings={"points": 5})
    make_channel("second", currency_code="EUR")
    other = _create(code="other", channels=("second",))
    _add(other)
    assert ProgramRule.objects.count() == 3


def test_what_is_missing_in_the_settings_is_named(make_club):
    make_channel("poland", currency_code="PLN")
    program = make_club(channels=("shop", "poland"))
    faults = settings_faults(program.pk, now=NOW)
    assert [(fault.code, fault.currency, fault.rule) for fault in faults] == [
        ("missing_currency", "PLN", "per_amount_spent"),
        ("missing_worth", "EUR", ""),
        ("missing_worth", "PLN", ""),
    ]
    empty = make_club({}, code="empty", is_active=False)
    assert settings_faults(empty.pk, now=NOW)[-1].code == "no_rule"
