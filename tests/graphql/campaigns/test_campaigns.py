"""Campaigns in the API: who may what, which faults are told where, and what staff see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from saleor.permission.enums import DiscountPermissions, PluginsPermissions

from saleor_crm_plugin.campaigns.actions.choose import choose_approval
from saleor_crm_plugin.campaigns.actions.move import move
from saleor_crm_plugin.campaigns.models import Campaign, CampaignRecipient
from saleor_crm_plugin.campaigns.policies.named_days import NAMED_DAYS
from saleor_crm_plugin.campaigns.policies.reasons import StepReason
from saleor_crm_plugin.campaigns.policies.states import CampaignKind, CampaignState
from saleor_crm_plugin.consent.purposes import PURPOSES
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.messaging.channel import channels
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.campaign import TOMORROW, campaign_in, definition, ready, scheduled
from tests.fixtures.messages import AUTHOR, NOON
from tests.shop.rows import make_channel, make_voucher

CREATE = """mutation($name: String!, $kind: CrmCampaignKindEnum!, $definition: JSON!) {
    crmCampaignCreate(name: $name, kind: $kind, definition: $definition) {
        campaign { id name kind state version definition isChecked steps {
            fromState toState author reason detail } }
        errors { field code message } } }"""
UPDATE = """mutation($id: ID!, $version: Int!, $name: String, $definition: JSON) {
    crmCampaignUpdate(id: $id, version: $version, name: $name, definition: $definition) {
        campaign { name state version } errors { field code message } } }"""
CHECK = """mutation($id: ID!) { crmCampaignCheck(id: $id) {
    campaign { state isChecked checkedPeople needsApproval }
    errors { field code message } } }"""
APPROVE = """mutation($id: ID!, $version: Int!) {
    crmCampaignApprove(id: $id, version: $version) {
        campaign { isApproved approvedBy approvedAt } errors { field code } } }"""
SCHEDULE = """mutation($id: ID!, $version: Int!) {
    crmCampaignSchedule(id: $id, version: $version) {
        campaign { state dueAt } errors { field code } } }"""
PAUSE = """mutation($id: ID!) { crmCampaignPause(id: $id) {
    campaign { state pausedReason pausedDetail } errors { field code } } }"""
RESUME = """mutation($id: ID!) { crmCampaignResume(id: $id) {
    campaign { state } errors { field code } } }"""
CANCEL = """mutation($id: ID!) { crmCampaignCancel(id: $id) {
    campaign { state dueAt } errors { field code } } }"""
DUPLICATE = """mutation($id: ID!) { crmCampaignDuplicate(id: $id, name: "Again") {
    campaign { name state definition } errors { field code } } }"""
ARCHIVE = """mutation($id: ID!) { crmCampaignArchive(id: $id) {
    campaign { archivedAt } errors { field code } } }"""
CHOOSE = """mutation($above: Int) { crmCampaignSettingsUpdate(approvalAbove: $above) {
    settings { approvalAbove } errors { field code } } }"""
ONE = """query($id: ID!) { crmCampaign(id: $id) { name state pausedReason pausedDetail
    steps { toState author reason detail version at }
    runs(first: 5) { edges { node { occurrence state people progress definition
        heldOut excluded queued winner looks { number } endReason
        standings { standing reason people } } } } } }"""
RUN = "query($id: ID!) { crmCampaignRun(id: $id) { occurrence state } }"
ALL = """query($after: String, $states: [CrmCampaignStateEnum!],
        $kinds: [CrmCampaignKindEnum!], $search: String, $archived: Boolean) {
    crmCampaigns(first: 2, after: $after, states: $states, kinds: $kinds,
        search: $search, withArchived: $archived) {
        edges { node { name } } pageInfo { hasNextPage endCursor } } }"""
AUDIT = """query($id: ID!) { crmAuditLog(first: 5, subject: $id) { edges { node {
    subject subjectId author before after } } } }"""
SCHEMA = "{ crmCampaignSchema }"
SETTINGS = "{ crmCampaignSettings { approvalAbove } }"
CHOICES = """{ crmCampaignChoices { purposes { code name } channels { code name }
    shopChannels { code name } vouchers { number name endsAt } namedDays timeZone } }"""
STEERING = [CHECK, PAUSE, RESUME, CANCEL, DUPLICATE, ARCHIVE]


@pytest.fixture(autouse=True)
def at_noon():
    with clock.fixed_at(NOON):
        yield


@pytest.fixture
def staff(staff_api):
    return staff_api(DiscountPermissions.MANAGE_DISCOUNTS)


@pytest.fixture
def colleague(app_api):
    return app_api(DiscountPermissions.MANAGE_DISCOUNTS)


def campaign_id(row):
    return global_id("CrmCampaign", row.pk)


def names(answer):
    return [edge["node"]["name"] for edge in answer["crmCampaigns"]["edges"]]


def test_outsiders_may_nothing(outsiders, make_run):
    row = campaign_in(CampaignState.SENDING)
    run = global_id("CrmCampaignRun", make_run(row).pk)
    one = campaign_id(row)
    assert_closed(
        outsiders, CREATE, name="A", kind="BROADCAST", definition=definition()
    )
    assert_closed(outsiders, UPDATE, id=one, version=1, name="Mine")
    assert_closed(outsiders, APPROVE, id=one, version=1)
    assert_closed(outsiders, SCHEDULE, id=one, version=1)
    for mutation in STEERING:
        assert_closed(outsiders, mutation, id=one)
    assert_closed(outsiders, CHOOSE, above=1)
    assert_closed(outsiders, ONE, id=one)
    assert_closed(outsiders, RUN, id=run)
    assert_closed(outsiders, ALL)
    assert_closed(outsiders, SCHEMA)
    assert_closed(outsiders, SETTINGS)
    assert_closed(outsiders, CHOICES)


def test_who_manages_discounts_does_not_choose_who_must_be_asked(staff, colleague):
    assert_closed([staff, colleague], CHOOSE, above=10**6)


def test_who_manages_plugins_chooses_and_manages_no_campaign(staff_api, staff):
    keeper = staff_api(PluginsPermissions.MANAGE_PLUGINS)
    row = campaign_in()

    assert keeper.done(CHOOSE, above=50) == {"settings": {"approvalAbove": 50}}
    assert keeper.refused(CHOOSE, above=-1) == [("approvalAbove", "INVALID")]
    assert staff.ask(SETTINGS)["crmCampaignSettings"] == {"approvalAbove": 50}
    assert keeper.done(CHOOSE) == {"settings": {"approvalAbove": None}}
    assert_closed([keeper], ONE, id=campaign_id(row))
    assert_closed([keeper], CANCEL, id=campaign_id(row))


def test_from_the_draft_to_the_schedule(staff, colleague, welcome, make_readers):
    # given
    choose_approval(1, author=AUTHOR, now=NOON)
    given = ready(*make_readers(2))

    # when
    made = staff.done(CREATE, name="Spring", kind="BROADCAST", definition=given)
    one = made["campaign"]["id"]
    checked = staff.done(CHECK, id=one)
    early = staff.refused(SCHEDULE, id=one, version=1)
    own = staff.refused(APPROVE, id=one, version=1)
    approved = colleague.done(APPROVE, id=one, version=1)
    set_up = staff.done(SCHEDULE, id=one, version=1)

    # then
    author = f"user:{staff.user.pk}"
    assert made["campaign"]["state"] == "DRAFT"
    assert made["campaign"]["isChecked"] is False
    assert made["campaign"]["definition"]["audience"] == {
        "segments": [],
        "lists": given["audience"]["lists"],
        "exclude_segments": [],
        "exclude_lists": [],
    }
    assert made["campaign"]["steps"] == [
        {
            "fromState": None,
            "toState": "DRAFT",
            "author": author,
            "reason": None,
            "detail": "",
        }
    ]
    assert checked["campaign"] == {
        "state": "CHECKED",
        "isChecked": True,
        "checkedPeople": 2,
        "needsApproval": True,
    }
    assert early == [("id", "APPROVAL_MISSING")]
    assert own == [("id", "OWN_APPROVAL")]
    assert approved["campaign"]["isApproved"] is True
    assert approved["campaign"]["approvedBy"].startswith("app:")
    assert set_up["campaign"]["state"] == "SCHEDULED"
    assert Campaign.objects.get().due_at == TOMORROW


def test_an_app_may_do_it_all(colleague, welcome):
    given = ready()
    made = colleague.done(CREATE, name="Spring", kind="BROADCAST", definition=given)
    one = made["campaign"]["id"]
    colleague.done(CHECK, id=one)
    colleague.done(SCHEDULE, id=one, version=1)
    paused = colleague.done(PAUSE, id=one)
    colleague.done(RESUME, id=one)
    over = colleague.done(CANCEL, id=one)
    copy = colleague.done(DUPLICATE, id=one)
    away = colleague.done(ARCHIVE, id=one)

    assert paused["campaign"] == {
        "state": "PAUSED",
        "pausedReason": None,
        "pausedDetail": "",
    }
    assert over["campaign"] == {"state": "CANCELED", "dueAt": None}
    assert (copy["campaign"]["name"], copy["campaign"]["state"]) == ("Again", "DRAFT")
    assert copy["campaign"]["definition"] == made["campaign"]["definition"]
    assert away["campaign"]["archivedAt"] is not None


def test_every_fault_is_an_error_with_the_path_of_its_field(staff, welcome):
    # given
    when = {"at": NOON.isoformat(), "zone": "Mars/Olympus"}
    row = campaign_in(of=definition(404, when=when))

    # when
    faults = staff.refused(CHECK, id=campaign_id(row))
    formless = staff.refused(
        CREATE, name="Spring", kind="BROADCAST", definition={"when": 5}
    )

    # then
    assert faults == [
        ("definition.audience.lists.0", "NOT_FOUND"),
        ("definition.when.zone", "INVALID"),
    ]
    assert formless == [
        ("definition.audience", "REQUIRED"),
        ("definition.content", "REQUIRED"),
        ("definition.when", "INVALID"),
    ]


def test_a_name_is_needed(staff):
    given = {"kind": "BROADCAST", "definition": definition()}
    assert staff.refused(CREATE, name=" ", **given) == [("name", "INVALID")]


def test_what_somebody_else_has_changed_is_refused(staff, welcome):
    one = campaign_id(campaign_in(of=ready()))
    changed = staff.done(UPDATE, id=one, version=1, name="Summer")

    assert changed["campaign"] == {"name": "Summer", "state": "DRAFT", "version": 2}
    stale = [("version", "CHANGED_MEANWHILE")]
    assert staff.refused(UPDATE, id=one, version=1, name="Autumn") == stale
    staff.done(CHECK, id=one)
    assert staff.refused(SCHEDULE, id=one, version=1) == stale


def test_verbs_out_of_place_are_refused(staff):
    draft = campaign_id(campaign_in())
    over = campaign_id(campaign_in(CampaignState.DONE))
    away = campaign_id(campaign_in(archived_at=NOON))
    wrong = [("id", "WRONG_STATE")]
    assert staff.refused(SCHEDULE, id=draft, version=1) == wrong
    assert staff.refused(PAUSE, id=draft) == wrong
    assert staff.refused(RESUME, id=draft) == wrong
    assert staff.refused(APPROVE, id=draft, version=1) == wrong
    assert staff.refused(CANCEL, id=over) == wrong
    assert staff.refused(CHECK, id=away) == [("id", "ARCHIVED")]
    assert staff.refused(CHECK, id=global_id("CrmCampaign", 404)) == [
        ("id", "NOT_FOUND")
    ]
    assert staff.refused(CHECK, id=global_id("CrmSegment", 1)) == [("id", "INVALID")]


def test_staff_see_why_it_stands_still_and_how_far_its_runs_are(
    staff, make_run, make_readers
):
    # given
    row = campaign_in(CampaignState.SENDING)
    run = make_run(row, people=4, held_out=1, excluded=1, queued=1)
    one, two, three, four = make_readers(4)
    make = CampaignRecipient.objects.create
    make(run=run, profile_id=one, is_held_out=True)
    make(run=run, profile_id=two, excluded_reason="no_variant")
    make(run=run, profile_id=three)
    make(run=run, profile_id=four)
    move(
        row,
        CampaignState.PAUSED,
        reason=StepReason.TOO_MANY_COMPLAIN,
        detail="6 of 2000 have complained.",
        now=NOON,
    )

    # when
    seen = staff.ask(ONE, id=campaign_id(row))["crmCampaign"]

    # then
    assert (seen["state"], seen["pausedReason"], seen["pausedDetail"]) == (
        "PAUSED",
        "TOO_MANY_COMPLAIN",
        "6 of 2000 have complained.",
    )
    [edge] = seen["runs"]["edges"]
    assert edge["node"]["progress"] == 0.75
    assert edge["node"]["definition"] == run.definition
    assert edge["node"]["standings"] == [
        {"standing": "WAITING", "reason": "", "people": 2},
        {"standing": "HELD_OUT", "reason": "", "people": 1},
        {"standing": "EXCLUDED", "reason": "no_variant", "people": 1},
    ]
    assert staff.ask(RUN, id=global_id("CrmCampaignRun", run.pk)) == {
        "crmCampaignRun": {"occurrence": "once", "state": "SENDING"}
    }


def test_the_list_pages_and_narrows(staff):
    # given
    campaign_in(name="Easter", kind=CampaignKind.CALENDAR)
    campaign_in(CampaignState.DONE, name="Spring", archived_at=NOON)
    campaign_in(CampaignState.DONE, name="Summer")
    campaign_in(CampaignState.SCHEDULED, name="Autumn")

    # when
    first = staff.ask(ALL)
    cursor = first["crmCampaigns"]["pageInfo"]["endCursor"]

    # then
    assert names(first) == ["Autumn", "Summer"]
    assert first["crmCampaigns"]["pageInfo"]["hasNextPage"] is True
    assert names(staff.ask(ALL, after=cursor)) == ["Easter"]
    assert names(staff.ask(ALL, states=["SCHEDULED", "DRAFT"])) == ["Autumn", "Easter"]
    assert names(staff.ask(ALL, kinds=["CALENDAR"])) == ["Easter"]
    assert names(staff.ask(ALL, search="um")) == ["Autumn", "Summer"]
    assert names(staff.ask(ALL, search="spr", archived=True)) == ["Spring"]
    assert "errors" in staff.post(ALL, search="x" * 121)


def test_the_audit_log_tells_of_a_campaign(staff, staff_api, welcome):
    # given
    keeper = staff_api(PluginsPermissions.MANAGE_PLUGINS)
    one = campaign_id(campaign_in(of=ready()))
    staff.done(UPDATE, id=one, version=1, name="Summer")

    # when
    told = keeper.ask(AUDIT, id=one)["crmAuditLog"]["edges"]

    # then
    assert [edge["node"] for edge in told] == [
        {
            "subject": "campaign",
            "subjectId": one,
            "author": f"user:{staff.user.pk}",
            "before": {"name": "Spring", "version": 1},
            "after": {"name": "Summer", "version": 2},
        }
    ]


def test_the_form_of_a_definition_is_told(staff):
    schema = staff.ask(SCHEMA)["crmCampaignSchema"]
    assert schema["required"] == ["audience", "content", "when"]
    assert "holdout_basis_points" in schema["properties"]


def test_a_list_of_campaigns_costs_the_same_for_one_and_for_ten(staff, welcome):
    # given
    query = """{ crmCampaigns(first: 20) { edges { node { name needsApproval
        pausedDetail steps { toState } } } } }"""
    staff.ask(query)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            staff.ask(query)
        return len([one for one in asked if "crm_campaign" in one["sql"]])

    scheduled(ready())
    one = cost()
    for _ in range(9):
        campaign_in(CampaignState.PAUSED)

    # then
    assert one == cost() == 3


def test_what_a_campaign_can_name(staff, channel):
    # given
    make_channel("closed", is_active=False)
    old, new = make_voucher(channel, name="Old"), make_voucher(channel, name="New")
    make_voucher(channel, single_use=False)
    make_voucher(channel, end_date=NOON)

    # when
    choices = staff.ask(CHOICES)["crmCampaignChoices"]

    # then
    assert [one["code"] for one in choices["purposes"]] == list(PURPOSES)
    assert [one["code"] for one in choices["channels"]] == [
        one.code for one in channels
    ]
    assert choices["shopChannels"] == [{"code": channel.slug, "name": channel.name}]
    assert choices["vouchers"] == [
        {"number": new.pk, "name": "New", "endsAt": None},
        {"number": old.pk, "name": "Old", "endsAt": None},
    ]
    assert choices["namedDays"] == list(NAMED_DAYS)
    assert choices["timeZone"] == "UTC"
