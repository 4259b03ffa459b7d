"""On until a merchant switches it off, and the tasks rest while it is off."""

import pytest
from saleor.plugins.models import PluginConfiguration

from saleor_crm_plugin.saleor_adapter.celery import crm_task
from saleor_crm_plugin.saleor_adapter.plugin_state import PLUGIN_ID, is_active


@pytest.fixture
def switch(db):
    """Switch the plugin on or off, as the Dashboard does."""
    row = PluginConfiguration.objects.create(
        identifier=PLUGIN_ID, name="CRM", active=True
    )

    def turn(*, on: bool) -> None:
        row.active = on
        row.save()

    return turn


def test_it_is_on_where_nobody_has_configured_it(db):
    assert is_active() is True


def test_it_is_what_the_merchant_chose(switch):
    assert is_active() is True

    switch(on=False)

    assert is_active() is False


def test_a_task_rests_while_the_plugin_is_off(switch):
    ran = []

    @crm_task("tests.resting")
    def task():
        ran.append("ran")

    switch(on=False)
    task()
    assert ran == []

    switch(on=True)
    task()
    assert ran == ["ran"]
