"""Dry runs in the API: asked for by staff, with progress, a report and samples."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from saleor.permission.enums import AccountPermissions, DiscountPermissions

from saleor_crm_plugin.campaigns.actions.dry_run import work_on_dry_runs
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.templates.actions.drafts import save_draft
from saleor_crm_plugin.templates.actions.publish import publish_draft
from saleor_crm_plugin.templates.rendering import Content
from tests.fixtures.api import assert_closed, global_id, sent_for_the_query
from tests.fixtures.campaign import campaign_in, definition, make_list
from tests.fixtures.dry_run import done
from tests.fixtures.messages import AUTHOR, BODY, NOON

START = """mutation($id: ID!) { crmCampaignDryRun(id: $id) {
    dryRun { id version state people done progress report { people } }
    errors { field code message } } }"""
CANCEL = """mutation($id: ID!) { crmCampaignDryRunCancel(id: $id) {
    dryRun { state finishedAt } errors { field code } } }"""
REPORT = """query($id: ID!) { crmCampaign(id: $id) { dryRun {
    state people done progress error author createdAt finishedAt
    report {
        people sent { code people } deferred { code people } refused { code people }
        heldOut { code people } excluded { code people } channels { code people }
        leaves { at people } deferredUntil { at people }
        variants { variant language sent deferred refused }
        codes { given told worth { currency value most } }
        cost { currency amount } warnings { variant template message }
    } } } }"""
SAMPLES = """query($id: ID!, $first: Int) { crmCampaign(id: $id) { dryRun {
    samples(first: $first) { profile variant language subject html text fault } } } }"""
ALL = """{ crmCampaigns(first: 10) { edges { node {
    dryRun { state report { people } } } } } }"""


@pytest.fixture(autouse=True)
def at_noon():
    with clock.fixed_at(NOON):
        yield


@pytest.fixture
def staff(staff_api):
    return staff_api(
        DiscountPermissions.MANAGE_DISCOUNTS, AccountPermissions.MANAGE_USERS
    )


@pytest.fixture
def campaign(sending, welcome, make_readers):
    people = make_readers(3)
    return campaign_in(of=definition(make_list(people).pk))


def campaign_id(row):
    return global_id("CrmCampaign", row.pk)


def test_staff_ask_what_a_campaign_would_do(staff, campaign):
    # when asked
    asked = staff.done(START, id=campaign_id(campaign))["dryRun"]
    assert asked.pop("id")
    assert asked == {
        "version": 1,
        "state": "WAITING",
        "people": None,
        "done": 0,
        "progress": 0.0,
        "report": None,
    }
    # and done
    work_on_dry_runs()
    found = staff.ask(REPORT, id=campaign_id(campaign))["crmCampaign"]["dryRun"]
    # then
    assert found == {
        "state": "DONE",
        "people": 3,
        "done": 3,
        "progress": 1.0,
        "error": "",
        "author": f"user:{staff.user.pk}",
        "createdAt": "2026-05-04T12:00:00+00:00",
        "finishedAt": "2026-05-04T12:00:00+00:00",
        "report": {
            "people": 3,
            "sent": [{"code": "email", "people": 3}],
            "deferred": [],
            "refused": [],
            "heldOut": [],
            "excluded": [],
            "channels": [{"code": "email", "people": 3}],
            "leaves": [{"at": "2026-05-05T12:00:00+00:00", "people": 3}],
            "deferredUntil": [],
            "variants": [
                {
                    "variant": "a",
                    "language": "en",
                    "sent": 3,
                    "deferred": 0,
                    "refused": 0,
                }
            ],
            "codes": None,
            "cost": [],
            "warnings": [],
        },
    }


def test_warnings_are_said_in_the_language_of_who_asks(staff, spring, welcome):
    # given: two variants whose readers get a code that the letter does not tell
    contents = [Content(language="en", subject="x" * 79, body=BODY)]
    save_draft(welcome.pk, contents, author=AUTHOR)
    publish_draft(welcome.pk, author=AUTHOR, now=NOON)
    done(spring)
    # when
    found = staff.reading("it").ask(REPORT, id=campaign_id(spring))
    # then
    told = found["crmCampaign"]["dryRun"]["report"]["warnings"]
    assert [one["message"] for one in told if one["variant"] == "a"] == [
        "en subject: Più lungo di 78 caratteri; molti programmi lo tagliano.",
        "Non riporta il codice che i suoi lettori ricevono.",
    ]


def test_samples_are_for_those_who_may_see_customers(
    staff, staff_api, app_api, campaign
):
    staff.done(START, id=campaign_id(campaign))
    work_on_dry_runs()
    shown = staff.ask(SAMPLES, id=campaign_id(campaign), first=2)
    samples = shown["crmCampaign"]["dryRun"]["samples"]
    assert [one["subject"] for one in samples] == ["Welcome to the shop"] * 2
    for other in (staff_api, app_api):
        one = other(DiscountPermissions.MANAGE_DISCOUNTS)
        hidden = one.ask(SAMPLES, id=campaign_id(campaign))
        assert hidden["crmCampaign"]["dryRun"] == {"samples": None}
    (error,) = staff.post(SAMPLES, id=campaign_id(campaign), first=21)["errors"]
    assert "first" in error["message"]


def test_stopping(staff, campaign):
    asked = staff.done(START, id=campaign_id(campaign))["dryRun"]
    stopped = staff.done(CANCEL, id=asked["id"])["dryRun"]
    assert stopped == {"state": "CANCELED", "finishedAt": "2026-05-04T12:00:00+00:00"}
    assert work_on_dry_runs() == 0
    unknown = global_id("CrmCampaignDryRun", 10**9)
    assert staff.refused(CANCEL, id=unknown) == [("id", "NOT_FOUND")]


def test_what_keeps_it_from_running_is_told_by_its_place(staff, sending):
    row = campaign_in(of=definition(10**9))
    refused = staff.refused(START, id=campaign_id(row))
    assert ("definition.audience.lists.0", "NOT_FOUND") in refused


def test_closed_to_others(outsiders, staff, campaign):
    asked = staff.done(START, id=campaign_id(campaign))["dryRun"]
    assert_closed(outsiders, START, id=campaign_id(campaign))
    assert_closed(outsiders, REPORT, id=campaign_id(campaign))
    assert_closed(outsiders, CANCEL, id=asked["id"])


def test_a_page_of_campaigns_reads_its_dry_runs_at_once(staff, campaign):
    counts = []
    for others in (0, 3):
        for _ in range(others):
            campaign_in(of=campaign.definition)
        staff.ask(ALL)
        with CaptureQueriesContext(connection) as asked:
            staff.ask(ALL)
        statements = [one["sql"] for one in asked]
        counts.append(len(sent_for_the_query(statements)))
    assert counts[0] == counts[1]
