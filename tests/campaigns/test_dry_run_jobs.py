"""Dry runs as jobs: put down, taken over, canceled, and failed."""

import pytest
from django.db import transaction

from saleor_crm_plugin.campaigns import foreseeing
from saleor_crm_plugin.campaigns.actions import dry_run
from saleor_crm_plugin.campaigns.actions.dry_run import (
    ask_for_dry_run,
    cancel_dry_run,
    work_on_dry_runs,
)
from saleor_crm_plugin.campaigns.errors import (
    DryRunNotFound,
    InvalidDefinition,
    WrongState,
)
from saleor_crm_plugin.campaigns.models import (
    CampaignDryRun,
)
from saleor_crm_plugin.campaigns.policies.states import CampaignState, DryRunState
from saleor_crm_plugin.core import clock

from ..fixtures.campaign import campaign_in, definition
from ..fixtures.dry_run import done
from ..fixtures.messages import AUTHOR, NOON
from ..fixtures.unchanged import nothing_changes


def test_a_worker_that_dies_is_followed_by_another(spring, monkeypatch):
    # given
    whole = done(spring).report
    monkeypatch.setattr(foreseeing, "PAGE", 10)
    asked = ask_for_dry_run(spring.pk, author=AUTHOR, now=NOON)
    page = foreseeing.Foresight.page
    left = [3]

    def die(look, after):
        left[0] -= 1
        if left[0] == 0:
            raise KeyboardInterrupt
        return page(look, after)

    monkeypatch.setattr(foreseeing.Foresight, "page", die)
    with pytest.raises(KeyboardInterrupt):
        work_on_dry_runs()
    monkeypatch.setattr(foreseeing.Foresight, "page", page)
    # when its lease holds, nobody takes it
    assert work_on_dry_runs() == 0
    row = CampaignDryRun.objects.get(pk=asked.pk)
    assert (row.state, row.done, row.people) == (DryRunState.RUNNING, 20, 69)
    with clock.fixed_at(row.lease_until):
        pages = work_on_dry_runs()
    # then the rest is looked at, and nobody twice
    row.refresh_from_db()
    assert (row.state, pages) == (DryRunState.DONE, 6)
    assert row.report == whole


def test_a_worker_whose_time_is_over_puts_it_down(spring):
    asked = ask_for_dry_run(spring.pk, author=AUTHOR, now=NOON)
    assert work_on_dry_runs(deadline=0) == 0
    asked.refresh_from_db()
    assert (asked.state, asked.lease_until) == (DryRunState.WAITING, None)
    assert work_on_dry_runs() == 2


def test_canceled_in_the_middle(spring, monkeypatch):
    # given
    monkeypatch.setattr(foreseeing, "PAGE", 10)
    asked = ask_for_dry_run(spring.pk, author=AUTHOR, now=NOON)
    page = foreseeing.Foresight.page

    def cancel(look, after):
        if after:
            cancel_dry_run(asked.pk, now=NOON)
        return page(look, after)

    # Whoever cancels writes, in a transaction of their own.
    monkeypatch.setattr(dry_run, "read_only", transaction.atomic)
    monkeypatch.setattr(foreseeing.Foresight, "page", cancel)
    # when
    assert work_on_dry_runs() == 2
    # then
    asked.refresh_from_db()
    assert (asked.state, asked.done, asked.report) == (DryRunState.CANCELED, 10, None)
    assert cancel_dry_run(asked.pk, now=NOON).state == DryRunState.CANCELED
    with pytest.raises(DryRunNotFound):
        cancel_dry_run(0, now=NOON)


def test_asking_again_ends_the_one_before(spring):
    first = ask_for_dry_run(spring.pk, author=AUTHOR, now=NOON)
    second = ask_for_dry_run(spring.pk, author=AUTHOR, now=NOON)
    work_on_dry_runs()
    states = dict(CampaignDryRun.objects.values_list("pk", "state"))
    assert states == {first.pk: DryRunState.CANCELED, second.pk: DryRunState.DONE}


def test_what_cannot_run_is_refused(spring):
    over = campaign_in(CampaignState.CANCELED)
    gone = campaign_in(of=definition(10**9))
    with nothing_changes():
        with pytest.raises(WrongState):
            ask_for_dry_run(over.pk, author=AUTHOR, now=NOON)
        with pytest.raises(InvalidDefinition):
            ask_for_dry_run(gone.pk, author=AUTHOR, now=NOON)


def test_one_that_cannot_be_read_has_failed(spring):
    asked = ask_for_dry_run(spring.pk, author=AUTHOR, now=NOON)
    CampaignDryRun.objects.update(definition={"shape": 1})
    other = campaign_in(of=spring.definition)
    second = ask_for_dry_run(other.pk, author=AUTHOR, now=NOON)
    work_on_dry_runs()
    asked.refresh_from_db()
    second.refresh_from_db()
    assert asked.state == DryRunState.FAILED
    assert asked.error.startswith("ValidationError: ")
    assert second.state == DryRunState.DONE
