"""A code goes along when two people turn out to be one, though both were in one audience."""

import datetime

import pytest

from saleor_crm_plugin.codes.actions.give import give_codes
from saleor_crm_plugin.codes.given import CodeFor
from saleor_crm_plugin.codes.models import IssuedCode
from saleor_crm_plugin.codes.person import CodeRows
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.merge import merge_profiles
from saleor_crm_plugin.identity.actions.unmerge import unmerge_profiles
from saleor_crm_plugin.saleor_adapter.vouchers import CodeOffer
from tests.shop import rows

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)


def test_the_survivor_holds_both_codes_and_gives_one_back(
    profile, guest_profile, channel
):
    # given
    people = [profile.pk, guest_profile.pk]
    given = give_codes(
        "campaign",
        [CodeFor(source_id=5, occurrence=one, profile_id=one) for one in people],
        CodeOffer(voucher_id=rows.make_voucher(channel).pk),
        now=NOW,
    )
    own, other = (given[5, one].code for one in people)

    # when
    merge = merge_profiles(
        guest_profile.pk, profile.pk, author="user:1", now=clock.now()
    )

    # then
    held = [row["code"] for row in CodeRows().export(profile.pk)]
    assert held == sorted([own, other])
    assert CodeRows().export(guest_profile.pk) == []
    unmerge_profiles(merge.merge_id, author="user:1", now=clock.now())
    assert [row["code"] for row in CodeRows().export(guest_profile.pk)] == [other]
    assert IssuedCode.objects.count() == 2


def test_a_persons_copy_names_their_codes_and_erasing_changes_none(profile, channel):
    given = give_codes(
        "journey",
        [CodeFor(source_id=1, occurrence=0, profile_id=profile.pk, step="gift")],
        CodeOffer(voucher_id=rows.make_voucher(channel).pk),
        now=NOW,
    )

    assert CodeRows().export(profile.pk) == [
        {
            "given_by": "journey",
            "code": given[1, 0].code,
            "issued_at": NOW.isoformat(),
        }
    ]
    assert CodeRows().erase(profile.pk, now=NOW) == 0
