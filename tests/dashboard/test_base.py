"""The pages are built for the address at which they are served."""

from runner.environment import ROOT
from saleor_crm_plugin.dashboard.addresses import BASE
from saleor_crm_plugin.saleor_adapter.plugin_state import PLUGIN_ID


def test_the_build_knows_where_the_pages_stand():
    config = (ROOT / "dashboard_extension" / "vite.config.ts").read_text()
    assert f'const BASE = "/plugins/{PLUGIN_ID}/{BASE}/";' in config
