"""Settings of every test, on either shop: the shop's own test settings with the plugin switched on."""

from saleor.tests.settings import *  # noqa: F403

# Limits are counted in the cache: no two workers, and no two runs, may count together.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

PLUGINS = ["saleor_crm_plugin.plugin.CrmPlugin"]

# Installed as a distribution the entry point has done this; from a bare checkout nobody has.
if "saleor_crm_plugin" not in INSTALLED_APPS:  # noqa: F405
    INSTALLED_APPS.append("saleor_crm_plugin")  # noqa: F405
