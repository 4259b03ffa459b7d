"""Dry runs: they say what the run does afterwards, and write nothing but their report."""

from collections import Counter
from decimal import Decimal

import pytest
from django.db import InternalError, connection
from django.test.utils import CaptureQueriesContext

from saleor_crm_plugin.campaigns import foreseeing
from saleor_crm_plugin.campaigns.actions.begin_runs import begin_runs
from saleor_crm_plugin.campaigns.actions.check import check_campaign
from saleor_crm_plugin.campaigns.actions.dry_run import (
    ask_for_dry_run,
    work_on_dry_runs,
)
from saleor_crm_plugin.campaigns.actions.freeze import freeze
from saleor_crm_plugin.campaigns.actions.queue import queue_batch
from saleor_crm_plugin.campaigns.actions.steer import schedule_campaign
from saleor_crm_plugin.campaigns.counts import Standing, counts_of
from saleor_crm_plugin.campaigns.models import (
    CampaignDryRun,
    CampaignRecipient,
    CampaignRun,
)
from saleor_crm_plugin.campaigns.policies.tally import Foreseeable, is_sound, total
from saleor_crm_plugin.campaigns.samples import samples_of
from saleor_crm_plugin.campaigns.saying import saying_of
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.messaging.actions.pass_gate import pass_gate
from saleor_crm_plugin.messaging.terms import read_terms
from saleor_crm_plugin.saleor_adapter.read_only import read_only
from saleor_crm_plugin.segments.actions.lists import add_to_list
from saleor_crm_plugin.templates.actions.drafts import save_draft
from saleor_crm_plugin.templates.actions.publish import publish_draft
from saleor_crm_plugin.templates.rendering import Content

from ..fixtures.campaign import TOMORROW, campaign_in, definition, make_list
from ..fixtures.dry_run import done
from ..fixtures.messages import AUTHOR, BODY, NOON
from ..fixtures.unchanged import fingerprint, nothing_changes

OWN_TABLE = CampaignDryRun._meta.db_table


def begun(campaign):
    """Let the campaign run when it is due, and its messages pass the gate; return the run."""
    check_campaign(campaign.pk, author=AUTHOR, now=NOON)
    campaign.refresh_from_db()
    schedule_campaign(campaign.pk, version=campaign.version, author=AUTHOR, now=NOON)
    begin_runs(now=TOMORROW)
    run = CampaignRun.objects.select_related("campaign").get(campaign=campaign)
    freeze(run.pk, now=TOMORROW)
    queue_batch(run.pk, saying_of(run, run.campaign.experiment_id), now=TOMORROW)
    pass_gate(read_terms(), now=TOMORROW, limit=1000, crowd=Counter())
    run.refresh_from_db()
    return run


def others_tables():
    """Return the fingerprint of every table but that of dry runs, and of the shop's codes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM discount_vouchercode")
        return cursor.fetchone(), [one for one in fingerprint() if one[0] != OWN_TABLE]


def test_nothing_is_written_but_the_report(spring):
    # given
    before = others_tables()
    # when
    row = done(spring)
    samples = samples_of(row, most=4, now=NOON)
    # then
    assert others_tables() == before
    assert len(samples) == 4
    assert CampaignDryRun.objects.count() == 1
    assert (row.people, row.done, row.lease_until) == (69, 69, None)


def test_the_database_refuses_what_a_look_must_not_do(sending):
    with pytest.raises(InternalError, match="read-only"), read_only():
        make_list(name="Written")
    # What comes behind it may write again.
    make_list(name="Allowed")


def test_the_run_does_what_was_foreseen(spring):
    # given
    report = done(spring).report
    # when
    run = begun(spring)
    # then
    counts = counts_of([run.pk])[run.pk]
    held_out = {"campaign": run.held_out}
    everywhere = counts.of(Standing.HELD_OUT) - run.held_out
    assert total(report, "people") == counts.audience == 69
    assert report[Foreseeable.HELD_OUT] == {**held_out, "everywhere": everywhere}
    assert min(run.held_out, everywhere) > 0
    assert report[Foreseeable.EXCLUDED] == counts.by_reason(Standing.EXCLUDED)
    assert report[Foreseeable.REFUSED] == counts.by_reason(Standing.REFUSED)
    assert report[Foreseeable.DEFERRED] == counts.by_reason(Standing.DEFERRED)
    # What may leave waits for a sender.
    assert report[Foreseeable.SENT] == {"email": counts.of(Standing.QUEUED)}
    assert report["excluded"] == {"excluded": 4}
    assert set(report["refused"]) <= {"no_consent", "consent_withdrawn"}
    assert list(report["until"]) == ["2026-05-05T23:00:00+00:00"]
    assert is_sound(report)
    assert set(report["variants"]) == {"a", "b"}
    assert set(report["variants"]["a"]) == {"en", "it"}


def test_each_person_stands_where_they_were_foreseen(spring, monkeypatch):
    # given what a look sees of each, a few at a time
    monkeypatch.setattr(foreseeing, "PAGE", 7)
    seen = {}
    page = foreseeing.Foresight.page

    def remember(look, after):
        found = page(look, after)
        seen.update({one.profile_id: one for one in found.people})
        return found

    monkeypatch.setattr(foreseeing.Foresight, "page", remember)
    done(spring)
    # when
    run = begun(spring)
    # then
    for row in CampaignRecipient.objects.filter(run=run):
        one = seen.pop(row.profile_id)
        is_own = (one.outcome, one.why) == (Foreseeable.HELD_OUT, "campaign")
        assert is_own == row.is_held_out
        assert (one.outcome == Foreseeable.EXCLUDED) == bool(row.excluded_reason)
        if row.message_id and one.variant:
            assert (one.variant, one.due_at) == (row.arm, row.due_at)
    assert seen == {}


def test_holdout_is_foreseen_before_there_is_an_experiment(spring):
    assert spring.experiment_id is None
    first = done(spring).report["held_out"]
    check_campaign(spring.pk, author=AUTHOR, now=NOON)
    spring.refresh_from_db()
    schedule_campaign(spring.pk, version=spring.version, author=AUTHOR, now=NOON)
    spring.refresh_from_db()
    assert spring.experiment_id is not None
    assert done(spring).report["held_out"] == first


def test_money_at_stake(spring):
    report = done(spring).report
    told = total(report, "sent") + total(report, "deferred")
    asked = told + total(report, "refused")
    [worth] = report["codes"].pop("worth")
    assert report["codes"] == {"given": asked, "told": told}
    assert Decimal(worth.pop("most")) == told * 5
    assert Decimal(worth.pop("value")) == 5
    assert worth == {
        "currency": "USD",
        "is_percentage": False,
        "is_per_item": False,
    }
    [cost] = report["cost"]
    assert cost["currency"] == "EUR"
    assert Decimal(cost["amount"]) == told * Decimal("0.00150")


def test_what_staff_should_look_at(spring, welcome):
    subject = "x" * 79
    contents = [Content(language="en", subject=subject, body=BODY)]
    save_draft(welcome.pk, contents, author=AUTHOR)
    publish_draft(welcome.pk, author=AUTHOR, now=NOON)

    warnings = done(spring).report["warnings"]

    assert [(one["variant"], one["template"]) for one in warnings] == [
        ("a", "welcome"),
        ("a", "welcome"),
        ("b", "welcome"),
        ("b", "welcome"),
    ]
    assert warnings[0]["message"].startswith("en subject: Longer than 78")
    assert "does not tell the code" in warnings[1]["message"]


def test_samples_are_rendered_as_people_would_read_them(spring):
    row = done(spring)
    with nothing_changes():
        samples = samples_of(row, most=4, now=NOON)
    assert [(one.variant, one.language) for one in samples] == [
        ("a", "en"),
        ("a", "it"),
        ("b", "en"),
        ("b", "it"),
    ]
    for one in samples:
        assert one.fault is None
        assert "THANKS-7Q4M-X2" in one.rendered.html
        assert "/l/" not in one.rendered.html
    assert {one.rendered.subject for one in samples} == {
        "Welcome to the shop",
        "Benvenuti",
    }


def test_whoever_is_erased_is_no_sample_any_more(spring):
    row = done(spring)
    [first] = samples_of(row, most=1, now=NOON)
    erase_profile(first.profile_id, author=AUTHOR, now=NOON)
    later = [one.profile_id for one in samples_of(row, most=20, now=NOON)]
    assert later
    assert first.profile_id not in later


def test_nobody_is_a_report_too(sending, welcome):
    row = done(campaign_in(of=definition(make_list().pk)))
    assert (row.people, row.done) == (0, 0)
    assert row.report == {"codes": None, "cost": [], "warnings": []}
    assert samples_of(row, most=4, now=NOON) == []


def test_statements_do_not_depend_on_how_many(sending, welcome, make_readers):
    people = make_readers(12)
    row = make_list(people[:1])
    campaign = campaign_in(of=definition(row.pk))
    counts = []
    for more in (people[:1], people):
        add_to_list(row.pk, set(more), now=NOON)
        asked = ask_for_dry_run(campaign.pk, author=AUTHOR, now=NOON)
        with CaptureQueriesContext(connection) as statements:
            work_on_dry_runs()
        asked.refresh_from_db()
        assert asked.done == len(more)
        counts.append(len(statements))
    assert counts[0] == counts[1]
