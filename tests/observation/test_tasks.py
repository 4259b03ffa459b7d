"""The periodic tasks: registered under their names, thin, and resting while the plugin is off."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from saleor.celeryconf import app
from saleor.plugins.models import PluginConfiguration

from saleor_crm_plugin.core.clock import fixed_at
from saleor_crm_plugin.observation import tasks
from saleor_crm_plugin.observation.models import Walk
from saleor_crm_plugin.outbox import tasks as outbox_tasks
from saleor_crm_plugin.outbox.marks import ORDER, mark
from saleor_crm_plugin.outbox.models import Delivery, FactRow, Mark
from saleor_crm_plugin.saleor_adapter.plugin_state import PLUGIN_ID
from tests.shop import rows

NOW = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "entry",
    [*tasks.BEAT_SCHEDULE.values(), *outbox_tasks.BEAT_SCHEDULE.values()],
    ids=lambda entry: entry["task"],
)
def test_beat_sends_only_tasks_that_workers_know(entry):
    assert entry["task"] in app.tasks
    assert entry["options"]["expires"] > 0


def test_catching_up_observes_and_delivers(channel):
    mark(ORDER, rows.make_order(channel, paid=True).pk)

    with fixed_at(NOW):
        tasks.catch_up()

    assert Mark.objects.count() == 0
    assert FactRow.objects.filter(code="order.paid").count() == 1
    assert Delivery.objects.count() == 0


def test_the_tasks_rest_while_the_plugin_is_off(channel):
    # given
    PluginConfiguration.objects.create(
        identifier=PLUGIN_ID, name="CRM", active=False, configuration=[]
    )
    mark(ORDER, rows.make_order(channel).pk)

    # when
    tasks.catch_up()
    tasks.sweep_shop()
    tasks.prove_all()

    # then
    assert (Mark.objects.count(), FactRow.objects.count(), Walk.objects.count()) == (
        1,
        0,
        0,
    )


def test_sweep_and_proof_mark_what_changed(channel):
    rows.make_order(channel)

    tasks.sweep_shop()
    swept = Mark.objects.count()
    tasks.prove_all()

    assert (swept, Mark.objects.count()) == (1, 2)


def test_the_backfill_command_tells_and_delivers_and_says_how_much(channel):
    # given
    rows.make_order(channel, user=rows.make_user(), paid=True)
    output = StringIO()

    # when
    call_command("crm_backfill", workers=1, stdout=output, stderr=StringIO())

    # then
    assert output.getvalue().startswith("1 accounts and 1 orders in ")
    assert FactRow.objects.filter(code="order.paid").count() == 1
    assert Delivery.objects.count() == 0


def test_the_backfill_command_shows_a_bar_on_a_terminal(channel, monkeypatch):
    # given
    rows.make_order(channel)
    screen = StringIO()
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)

    # when
    call_command("crm_backfill", workers=1, stdout=StringIO(), stderr=screen)

    # then
    assert "100%  1 of 1 orders" in screen.getvalue()


def test_the_backfill_command_takes_so_many_workers_and_no_more(channel):
    rows.make_order(channel)

    with pytest.raises(CommandError, match="5 is not between 1 and 4"):
        call_command("crm_backfill", "--workers=5", stderr=StringIO())

    assert not FactRow.objects.exists()
