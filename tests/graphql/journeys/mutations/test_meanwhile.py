"""Two members of staff write one draft: the second is told, and nothing is overwritten."""

from saleor.permission.enums import DiscountPermissions

from saleor_crm_plugin.journeys.models import JourneyVersion
from tests.fixtures.api import global_id
from tests.fixtures.journey import SIMPLE

READ = """
query Read($id: ID!) { crmJourney(id: $id) { draft { fingerprint } versions { fingerprint } } }
"""
SAVE = """
mutation Save($id: ID!, $definition: JSON!, $basedOn: String) {
  crmJourneyUpdate(id: $id, definition: $definition, basedOn: $basedOn) {
    journey { draft { fingerprint } } errors { field code message }
  }
}
"""


def test_the_second_of_two_writers_is_told(journey, staff_api):
    given = global_id("CrmJourney", journey.pk)
    one = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
    read = one.ask(READ, id=given)["crmJourney"]["versions"][0]["fingerprint"]
    hers, his = {**SIMPLE, "priority": 7}, {**SIMPLE, "priority": 8}

    saved = one.done(SAVE, id=given, definition=hers, basedOn=read)["journey"]["draft"]

    refused = one.refused(SAVE, id=given, definition=his, basedOn=read)
    assert refused == [("basedOn", "CHANGED_MEANWHILE")]
    assert JourneyVersion.objects.get(published_at=None).definition == hers
    one.done(SAVE, id=given, definition=his, basedOn=saved["fingerprint"])
    assert JourneyVersion.objects.get(published_at=None).definition == his


def test_who_names_nothing_writes_over_it(journey, staff_api):
    one = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    for priority in (7, 8):
        one.done(
            SAVE,
            id=global_id("CrmJourney", journey.pk),
            definition={**SIMPLE, "priority": priority},
        )

    assert JourneyVersion.objects.get(published_at=None).definition["priority"] == 8
