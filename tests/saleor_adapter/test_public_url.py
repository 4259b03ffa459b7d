"""Where the outside world finds our pages."""

from django.contrib.sites.models import Site

from saleor_crm_plugin.saleor_adapter.public_url import plugin_url


def test_pages_stand_below_the_public_url(settings):
    settings.PUBLIC_URL = "https://shop.example.com"

    assert plugin_url("unsubscribe/abc") == (
        "https://shop.example.com/plugins/saleor.crm/unsubscribe/abc"
    )


def test_without_a_public_url_the_site_says_where(db, settings):
    domain = Site.objects.get_current().domain
    settings.PUBLIC_URL = None
    settings.ENABLE_SSL = True

    assert plugin_url("x") == f"https://{domain}/plugins/saleor.crm/x"
