"""Lists of a segment's members through the API, from the question to the file."""

import csv
import io

import pytest
from saleor.permission.enums import AccountPermissions, DiscountPermissions

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.imports.actions.export_members import work_on_exports
from saleor_crm_plugin.imports.export_models import ExportJob
from saleor_crm_plugin.segments.actions.lists import add_to_list
from saleor_crm_plugin.segments.actions.save import create_segment
from saleor_crm_plugin.segments.models import SegmentKind

from ...fixtures.api import assert_closed, global_id
from ...fixtures.import_file import STAFF
from ...fixtures.web import path_of

EXPORT = """
mutation($segment: ID!, $columns: [String!], $format: CrmExportFormat) {
  crmSegmentExport(segment: $segment, columns: $columns, format: $format) {
    crmExport { id state rows handled url columns format } errors { field code } } }
"""
LOOK = """
query($id: ID!) { crmExport(id: $id) {
    id kind state format segment columns rows handled startedOver url author expiresAt } }
"""
LIST = "{ crmExports(first: 5) { edges { node { id state } } } }"


@pytest.fixture
def staff(staff_api):
    return staff_api(AccountPermissions.MANAGE_USERS)


@pytest.fixture
def fair(guest_profile):
    """Return the id of a list with one person on it."""
    made = create_segment("Fair", kind=SegmentKind.LIST, author=STAFF, now=clock.now())
    add_to_list(made.pk, [guest_profile.pk], now=clock.now())
    return global_id("CrmSegment", made.pk)


def test_a_list_is_asked_for_made_and_fetched(staff, web, fair):
    # given
    made = staff.done(EXPORT, segment=fair, columns=["email", "reachable:email"])
    export_id = made["crmExport"]["id"]
    assert made["crmExport"] == {
        "id": export_id,
        "state": "RUNNING",
        "rows": 1,
        "handled": 0,
        "url": None,
        "columns": ["email", "reachable:email"],
        "format": "CSV",
    }

    # when
    work_on_exports()
    seen = staff.ask(LOOK, id=export_id)["crmExport"]

    # then
    assert (seen["state"], seen["handled"], seen["segment"]) == ("READY", 1, fair)
    answer = web.get(path_of(seen["url"]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        ["email", "reachable:email"],
        ["guest@example.com", "no"],
    ]
    assert answer.headers["Content-Disposition"].endswith('"segment_members.csv"')
    assert [one["node"]["id"] for one in staff.ask(LIST)["crmExports"]["edges"]] == [
        export_id
    ]
    ExportJob.objects.update(expires_at=clock.now())
    assert web.get(path_of(seen["url"])).status_code == 410


def test_what_cannot_be_listed_is_refused(staff, fair):
    assert staff.refused(EXPORT, segment=fair, columns=["secret"]) == [
        ("columns", "INVALID")
    ]
    nobody = global_id("CrmSegment", 0)
    assert staff.refused(EXPORT, segment=nobody) == [("segment", "NOT_FOUND")]
    assert not ExportJob.objects.exists()


def test_nobody_else_gets_a_list(outsiders, staff_api, staff, fair):
    # given
    export_id = staff.done(EXPORT, segment=fair)["crmExport"]["id"]
    others = [*outsiders, staff_api(DiscountPermissions.MANAGE_DISCOUNTS)]

    # then
    assert_closed(others, EXPORT, segment=fair)
    assert_closed(others, LOOK, id=export_id)
    assert_closed(others, LIST)
    assert ExportJob.objects.count() == 1
