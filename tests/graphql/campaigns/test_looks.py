"""Staff see by which numbers a winner was named."""

import datetime

import pytest
from saleor.permission.enums import DiscountPermissions

from saleor_crm_plugin.campaigns.models import CampaignRun
from saleor_crm_plugin.campaigns.policies.naming import Look, Reached, WinnerNumbers
from saleor_crm_plugin.campaigns.policies.states import CampaignState
from saleor_crm_plugin.campaigns.policies.stopping import Verdict
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.campaign import campaign_in
from tests.fixtures.messages import NOON

pytestmark = pytest.mark.django_db

RUN = """query($id: ID!) { crmCampaignRun(id: $id) { winner winnerAt looks {
    number at verdict leader pValue limit reached { arm people hits } } } }"""
LATER = NOON + datetime.timedelta(hours=6)


@pytest.fixture
def decided(make_run):
    """Return the id of a run whose winner was named at its second look."""
    run = make_run(campaign_in(CampaignState.SENDING))
    reached = (
        Reached(arm="a", people=500, hits=20),
        Reached(arm="b", people=501, hits=51),
    )
    looks = tuple(
        Look(
            number=number,
            at=at,
            verdict=verdict,
            arm=arm,
            p_value=p_value,
            limit=0.0125,
            reached=reached,
        )
        for number, at, verdict, arm, p_value in (
            (1, NOON, Verdict.TOO_FEW, "", 1.0),
            (2, LATER, Verdict.BETTER, "b", 0.0001),
        )
    )
    CampaignRun.objects.filter(pk=run.pk).update(
        winner="b",
        winner_at=LATER,
        winner_numbers=WinnerNumbers(begun_at=NOON, looks=looks).to_json(),
    )
    return global_id("CrmCampaignRun", run.pk)


def test_each_look_is_shown_with_its_numbers(staff_api, decided):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    run = staff.ask(RUN, id=decided)["crmCampaignRun"]

    assert (run["winner"], run["winnerAt"]) == ("b", LATER.isoformat())
    first, second = run["looks"]
    assert (first["number"], first["verdict"], first["leader"]) == (1, "TOO_FEW", "")
    assert second == {
        "number": 2,
        "at": LATER.isoformat(),
        "verdict": "BETTER",
        "leader": "b",
        "pValue": 0.0001,
        "limit": 0.0125,
        "reached": [
            {"arm": "a", "people": 500, "hits": 20},
            {"arm": "b", "people": 501, "hits": 51},
        ],
    }


def test_outsiders_see_no_look(outsiders, decided):
    assert_closed(outsiders, RUN, id=decided)
