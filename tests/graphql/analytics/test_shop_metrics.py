"""The shop's metrics through the API: one shape, with words and freshness, for those who may."""

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.analytics.shop_metric import shop_metrics

from ...fixtures.member import guest

METRICS = """
query($codes: [String!]!, $since: DateTime, $until: DateTime) {
  crmShopMetrics(codes: $codes, since: $since, until: $until) {
    code label definition dataUntil points { of to after count total share currency amount }
  }
}
"""


@pytest.fixture
def staff(staff_api):
    return staff_api(AccountPermissions.MANAGE_USERS)


def test_every_metric_comes_with_its_words(staff, program):
    # given
    codes = [one.code for one in shop_metrics]

    # when
    found = staff.ask(METRICS, codes=codes)["crmShopMetrics"]

    # then
    assert [one["code"] for one in found] == codes
    assert [one["definition"] for one in found] == [
        one.definition for one in shop_metrics
    ]
    assert all(one["dataUntil"] for one in found)


def test_a_number_is_a_part_of_its_total(staff):
    # given
    guest("one@example.com")

    # when
    [funnel] = staff.ask(METRICS, codes=["funnel"])["crmShopMetrics"]

    # then
    assert [
        (one["of"], one["count"], one["total"], one["share"])
        for one in funnel["points"]
    ] == [
        ("known", 1, 1, 1.0),
        ("customer", 0, 1, 0.0),
        ("repeat_customer", 0, 1, 0.0),
        ("vip", 0, 1, 0.0),
    ]


@pytest.mark.parametrize(
    "asked",
    [
        {"codes": ["nonsense"]},
        {"codes": ["funnel", "funnel"]},
        {
            "codes": ["funnel"],
            "since": "2026-01-02T00:00:00Z",
            "until": "2026-01-01T00:00:00Z",
        },
        {"codes": ["funnel"], "since": "2999-01-02T00:00:00Z"},
    ],
)
def test_what_there_is_not_refuses_the_query(staff, asked):
    assert staff.refusal(METRICS, **asked) in ("GraphQLError", "invalid")
