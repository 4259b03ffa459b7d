"""Channels in plain values."""

from saleor_crm_plugin.saleor_adapter.channels import ChannelSummary, channels_by_slug
from tests.shop import rows


def test_channels_are_found_by_slug_and_unknown_ones_are_absent(
    channel, django_assert_num_queries
):
    rows.make_channel("outlet", "EUR", is_active=False)

    with django_assert_num_queries(1):
        found = channels_by_slug(["outlet", "nowhere"])

    assert found == {
        "outlet": ChannelSummary(
            slug="outlet", name="Outlet", currency="EUR", is_active=False
        )
    }
