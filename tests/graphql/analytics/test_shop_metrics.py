"""The shop's metrics through the API: one shape, with words and freshness, for those who may."""

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.analytics.shop_metric import shop_metrics

from ...fixtures.member import guest

METRICS = """
query($codes: [String!]!, $since: DateTime, $until: DateTime, $channel: String) {
  crmShopMetrics(codes: $codes, since: $since, until: $until, channel: $channel) {
    code label definition channel dataUntil points { of to after count total share currency amount }
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


def test_the_words_are_said_in_the_language_of_who_asks(staff, channel):
    # when
    found = staff.reading("zh-CN").ask(METRICS, codes=["cohorts"], channel=channel.slug)
    # then
    [cohorts] = found["crmShopMetrics"]
    assert cohorts["definition"].startswith("按首单月份")
    assert cohorts["definition"].endswith(
        " 按单一渠道查看时，只计该渠道的订单，首单也以此为准。"
    )


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


def test_a_metric_says_whether_it_knows_the_channel(staff, channel):
    # when
    found = staff.ask(METRICS, codes=["funnel", "cohorts"], channel=channel.slug)
    funnel, cohorts = found["crmShopMetrics"]

    # then
    assert (funnel["channel"], cohorts["channel"]) == (None, channel.slug)
    assert funnel["definition"] == shop_metrics["funnel"].definition
    assert cohorts["definition"].endswith(
        "In one channel, only orders there count, the first one among them."
    )


def test_a_channel_that_there_is_not_is_named(staff):
    answer = staff.post(METRICS, codes=["cohorts"], channel="nowhere")

    [error] = answer["errors"]
    assert error["message"] == "Argument `channel`: There is no channel 'nowhere'."
    assert error["extensions"]["field"] == "channel"


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
