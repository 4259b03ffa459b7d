"""Settings of every test, on either shop: the shop's own test settings with the plugin switched on."""

from saleor.tests.settings import *  # noqa: F403

PLUGINS = ["saleor_crm_plugin.plugin.CrmPlugin"]

# Installed as a distribution the entry point has done this; from a bare checkout nobody has.
if "saleor_crm_plugin" not in INSTALLED_APPS:  # noqa: F405
    INSTALLED_APPS.append("saleor_crm_plugin")  # noqa: F405
