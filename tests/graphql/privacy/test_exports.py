"""A copy of everything about a person: asked for, made, fetched, and gone."""

import datetime
import io
import json
import zipfile

import pytest
from saleor.permission.enums import AccountPermissions, PluginsPermissions

from saleor_crm_plugin.audit.models import SettingsChange
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.person_data import in_lock_order
from saleor_crm_plugin.privacy.actions import (
    LEASE,
    MOST_ATTEMPTS,
    empty_exports,
    make_exports,
)
from saleor_crm_plugin.privacy.links import KEPT
from saleor_crm_plugin.privacy.models import ExportPart, ExportState, PersonExport
from saleor_crm_plugin.timeline.models import TimelineRetention
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.web import path_of

START = """
mutation Start($id: ID!) {
  crmProfileExportStart(id: $id) {
    export { id state url partsDone } errors { field code message }
  }
}
"""
MINE = "mutation { crmMyExportStart { export { id state } errors { field code } } }"
MY_COPIES = "{ me { crmExports { state url size partsDone partsTotal expiresAt } } }"
THEIRS = "query ($id: ID!) { crmProfile(id: $id) { exports { state url } } }"
OF_USER = "query ($id: ID!) { user(id: $id) { crmExports { url } } }"
RETENTION = """
mutation Keep($type: String!, $days: Int) {
  crmTimelineRetentionSet(entryType: $type, keepDays: $days) {
    settings { timelineRetention { entryType keepDays } } errors { field code }
  }
}
"""
CLOSED = """
mutation Keep($days: Int!) {
  crmPrivacySettingsUpdate(keepClosedAccountsDays: $days) {
    settings { keepClosedAccountsDays } errors { field code }
  }
}
"""
CHOSEN = "{ crmPrivacySettings { keepClosedAccountsDays asksBeforeInferring } }"
ASKS = """
mutation Ask($asks: Boolean) {
  crmPrivacySettingsUpdate(asksBeforeInferring: $asks) {
    settings { keepClosedAccountsDays asksBeforeInferring } errors { field code }
  }
}
"""


@pytest.fixture
def person(member):
    return global_id("CrmProfile", member)


def my_copy(customer_api):
    [copy] = customer_api.ask(MY_COPIES)["me"]["crmExports"]
    return copy


def body(response):
    return b"".join(response.streaming_content)


def test_a_shopper_gets_everything_as_an_archive(member, customer_api, web):
    # when
    first = customer_api.done(MINE)["export"]
    again = customer_api.done(MINE)["export"]
    assert make_exports(now=clock.now()) == 1
    copy = my_copy(customer_api)
    response = web.get(path_of(copy["url"]))

    # then
    assert first == again
    assert first["state"] == "WAITING"
    assert copy["state"] == "READY"
    assert copy["partsDone"] == copy["partsTotal"] == len(in_lock_order())
    assert response["Content-Type"] == "application/zip"
    assert response["Cache-Control"] == "no-store"
    content = body(response)
    assert int(response["Content-Length"]) == len(content) == copy["size"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        [identity] = json.loads(archive.read("identity.json"))
        [about] = json.loads(archive.read("about.json"))
    assert names == ["about.json", *(f"{kind.code}.json" for kind in in_lock_order())]
    assert "owner@example.com" in str(identity["identifiers"])
    assert about["format"] == "saleor-crm-person"


def test_a_copy_is_gone_after_its_time(member, customer_api, web):
    customer_api.done(MINE)
    make_exports(now=clock.now())
    path = path_of(my_copy(customer_api)["url"])
    later = clock.now() + KEPT + datetime.timedelta(minutes=1)

    assert empty_exports(now=later) == 1
    assert empty_exports(now=later) == 0

    assert web.get(path).status_code == 410
    assert not ExportPart.objects.exists()
    assert my_copy(customer_api)["url"] is None


def test_an_erasure_empties_copies_and_stops_those_being_made(
    member, staff_api, person
):
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    staff.done(START, id=person)
    make_exports(now=clock.now())
    assert ExportPart.objects.exists()

    erase_profile(member, now=clock.now(), author="user:1")

    assert not ExportPart.objects.exists()
    assert PersonExport.objects.get().state == ExportState.EXPIRED
    assert staff.refused(START, id=person) == [("id", "NOT_FOUND")]


def test_a_copy_whose_worker_died_is_begun_again_and_given_up_after_three(
    member, customer_api
):
    customer_api.done(MINE)
    now = clock.now()
    row = PersonExport.objects.get()
    ExportPart.objects.create(export=row, number=0, content=b"half")
    PersonExport.objects.update(
        state=ExportState.RUNNING, attempts=1, lease_until=now - LEASE, size=0
    )

    assert make_exports(now=now) == 1
    assert PersonExport.objects.get().state == ExportState.READY
    assert bytes(ExportPart.objects.get(number=0).content) != b"half"

    PersonExport.objects.update(
        state=ExportState.RUNNING, attempts=MOST_ATTEMPTS, lease_until=now - LEASE
    )
    assert make_exports(now=now) == 0
    assert PersonExport.objects.get().state == ExportState.FAILED
    assert not ExportPart.objects.exists()


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_staff_and_apps_start_and_see_copies(who, person, request):
    client = request.getfixturevalue(who)(AccountPermissions.MANAGE_USERS)

    assert client.done(START, id=person)["export"]["state"] == "WAITING"
    make_exports(now=clock.now())

    [copy] = client.ask(THEIRS, id=person)["crmProfile"]["exports"]
    assert copy["state"] == "READY"
    assert copy["url"]


def test_nobody_else_may(person, outsiders, anonymous_api, app_api):
    assert_closed(outsiders, START, id=person)
    assert_closed(outsiders, THEIRS, id=person)
    assert_closed([anonymous_api, app_api()], MINE)


def test_a_made_up_link_leads_nowhere(web):
    assert web.get("copy/made-up").status_code == 404


def test_retention_of_entries_is_set_by_who_may(staff_api, outsiders):
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)

    settings = staff.done(RETENTION, type="goods.viewed", days=30)["settings"]
    kept = {one["entryType"]: one["keepDays"] for one in settings["timelineRetention"]}
    assert (kept["goods.viewed"], kept["order.paid"]) == (30, None)
    assert TimelineRetention.objects.get().keep_days == 30
    assert SettingsChange.objects.filter(subject="timeline_retention").count() == 1

    staff.done(RETENTION, type="goods.viewed", days=None)
    assert not TimelineRetention.objects.exists()
    for wrong in ({"type": "goods.viewed", "days": 0}, {"type": "no.such", "days": 5}):
        [(_, code)] = staff.refused(RETENTION, **wrong)
        assert code in ("INVALID", "NOT_FOUND")
    assert_closed(outsiders, RETENTION, type="goods.viewed", days=30)
    assert_closed(outsiders, "{ crmPrivacySettings { keepClosedAccountsDays } }")


def test_who_may_has_people_asked_before_anything_is_inferred(staff_api, outsiders):
    # given
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)
    assert staff.ask(CHOSEN)["crmPrivacySettings"] == {
        "keepClosedAccountsDays": 30,
        "asksBeforeInferring": False,
    }

    # when
    settings = staff.done(ASKS, asks=True)["settings"]
    staff.done(ASKS, asks=True)

    # then the other choice stays, and one change is written down
    assert settings == {"keepClosedAccountsDays": 30, "asksBeforeInferring": True}
    assert staff.ask(CHOSEN)["crmPrivacySettings"] == settings
    change = SettingsChange.objects.get(subject="privacy_settings")
    assert (change.before, change.after) == (
        {"asks_before_inferring": False},
        {"asks_before_inferring": True},
    )
    assert_closed(outsiders, ASKS, asks=False)


def test_closed_accounts_are_kept_as_the_shop_says(staff_api, outsiders):
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)

    assert staff.done(CLOSED, days=0)["settings"] == {"keepClosedAccountsDays": 0}
    assert staff.refused(CLOSED, days=3651) == [("keepClosedAccountsDays", "INVALID")]
    assert_closed(outsiders, CLOSED, days=5)
