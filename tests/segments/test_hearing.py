"""What turns people without a fact of its own, or by facts of what is known of them."""

from saleor_crm_plugin.behavior.models import ProductInterest, Visitor
from saleor_crm_plugin.consent.actions.record import ConsentAct, record_consents
from saleor_crm_plugin.identity.birthdays import Birthday
from saleor_crm_plugin.identity.details import DetailsChange, change_details
from saleor_crm_plugin.identity.labels import (
    AttributeValue,
    Tagging,
    add_tags,
    remove_tags,
    set_attributes,
)
from saleor_crm_plugin.identity.models import Identifier, IdentifierValue
from saleor_crm_plugin.imports import events as imports
from saleor_crm_plugin.insight.score_models import CustomerScore, ScoringRun
from saleor_crm_plugin.messaging.actions.choices import prefer_channel
from saleor_crm_plugin.segments.actions.save import ALWAYS_BY_CODE
from saleor_crm_plugin.segments.models import SegmentDue
from saleor_crm_plugin.segments.queries import preview
from tests.fixtures.people_at_random import DAY, NOW

from .keeping import SECONDS, handle, keep, segment, told, within

VIP = {"field": "profile.tags", "operator": "has_any", "value": ["vip"]}
TALL = {
    "field": "profile.attribute_number",
    "operator": "at_least",
    "value": 180,
    "of": {"name": "height"},
}
CELEBRATES = {"field": "profile.birthday", "operator": "in_next_days", "value": 7}
REACHABLE = {"field": "reach.channels", "operator": "has_any", "value": ["email"]}
LIKES = {"field": "reach.preferred", "operator": "is", "value": "email"}
GOOD = {"field": "rfm.monetary", "operator": "at_least", "value": 4}
LOOKED = {"field": "behavior.products_viewed", "operator": "has_any", "value": [7]}


def tagging(profile_id, tag="vip"):
    return Tagging(profile_id=profile_id, tag=tag, source="user:1")


def heard():
    """Hand the facts over, look at who is due, and return of which facts these were."""
    codes = handle(NOW)
    keep(NOW)
    return codes


def test_tags_turn_at_once_and_once(people):
    # given
    ada, bob, *_ = people
    vips = segment("vips", VIP)
    keep(NOW)

    # when one is tagged twice, another loses a tag that they never had
    add_tags([tagging(ada), tagging(ada)], now=NOW)
    add_tags([tagging(ada)], now=NOW)
    remove_tags([tagging(bob)], now=NOW)

    # then
    assert heard() == ["identity.tags_changed"]
    assert within(vips) == [ada]
    assert told("segments.entered") == [(ada, "live", "fact", vips.pk)]

    # when it is taken away again
    remove_tags([tagging(ada)], now=NOW)

    # then
    assert heard() == ["identity.tags_changed"]
    assert within(vips) == []


def test_attributes_and_details_turn_at_once(people):
    # given
    ada, bob, *_ = people
    tall, celebrates = segment("tall", TALL), segment("celebrates", CELEBRATES)
    keep(NOW)

    # when
    values = [
        AttributeValue(profile_id=one, name="height", value=value, source="user:1")
        for one, value in ((ada, "180.5"), (bob, "tall"))
    ]
    set_attributes(values, now=NOW)
    set_attributes(values, now=NOW)
    born = Birthday(month=3, day=8)
    change = DetailsChange(profile_id=bob, birthday=born)
    change_details([change], source="user:1", now=NOW)

    # then
    assert heard() == [
        "identity.attributes_changed",
        "identity.attributes_changed",
        "identity.details_changed",
    ]
    assert (within(tall), within(celebrates)) == ([ada], [bob])


def test_a_preferred_channel_turns_at_once(people):
    # given
    ada, *_ = people
    likes = segment("likes e-mail", LIKES)
    keep(NOW)

    # when
    prefer_channel(ada, "email", now=NOW)
    codes, inside = heard(), within(likes)
    prefer_channel(ada, "", now=NOW)
    heard()

    # then
    assert (codes, inside) == (["messaging.channel_preferred"], [ada])
    assert within(likes) == []


def test_who_tells_of_everything_at_once_has_nothing_told_here(people):
    add_tags([tagging(people[0])], now=NOW, origin=None)
    assert heard() == []


def test_what_files_bring_is_heard_by_the_names_that_they_use():
    facts = (imports.CustomerImported, imports.CustomerImportUndone)
    assert tuple(fact.code for fact in facts) == ALWAYS_BY_CODE


def run(kind):
    """Let a run over everybody's scores end."""
    return ScoringRun.objects.create(
        kind=kind, started_at=NOW, finished_at=NOW, data_until=NOW, customers=100
    )


def test_new_scores_are_news_and_the_first_ones_are_none(people):
    # given
    ada, bob, carl, _ = people
    good = segment("good", GOOD)
    keep(NOW)

    # when everybody is scored for the first time
    CustomerScore.objects.create(profile_id=ada, rfm_monetary=5)
    run(ScoringRun.Kind.RFM)
    keep(NOW)

    # then
    assert told("segments.entered") == [(ada, "rebuild", "repair", good.pk)]

    # when they are scored again, and predicted for the first time
    CustomerScore.objects.create(profile_id=bob, rfm_monetary=4)
    CustomerScore.objects.filter(profile_id=ada).update(rfm_monetary=3)
    run(ScoringRun.Kind.RFM)
    keep(NOW)
    CustomerScore.objects.create(profile_id=carl, rfm_monetary=4)
    run(ScoringRun.Kind.PREDICTIONS)
    keep(NOW)
    keep(NOW)

    # then
    assert within(good) == [bob, carl]
    assert told("segments.entered")[1:] == [
        (bob, "live", "scores", good.pk),
        (carl, "rebuild", "repair", good.pk),
    ]
    assert told("segments.left") == [(ada, "live", "scores", good.pk)]


def test_devices_that_were_heard_of_lead_to_their_people(people):
    # given
    ada, bob, *_ = people
    looked, vips = segment("looked", LOOKED), segment("vips", VIP)
    keep(NOW)

    # when one looks at goods, on two devices, and nobody knows whose the third is
    for one, owner in (("a", ada), ("b", ada), ("c", None)):
        Visitor.objects.create(
            visitor_hash=one, profile_id=owner, seen_at=NOW + SECONDS
        )
    ProductInterest.objects.create(
        profile_id=ada,
        product_id=7,
        views=1,
        carts=0,
        wishes=0,
        shares=0,
        first_at=NOW,
        last_at=NOW,
    )
    keep(NOW + 10 * SECONDS)
    early = within(looked)
    keep(NOW + 11 * SECONDS)

    # then
    assert (early, within(looked), within(vips)) == ([], [ada], [])
    assert not SegmentDue.objects.exists()
    assert told("segments.entered") == [(ada, "live", "fact", looked.pk)]


def say(profile_id, *, granted, day):
    """Let somebody agree to marketing by e-mail, or withdraw it."""
    act = ConsentAct(
        profile_id=profile_id,
        channel="email",
        purpose="marketing",
        granted=granted,
        source="test",
        occurred_at=NOW + day * DAY,
        key=f"{profile_id}:{day}",
    )
    record_consents([act], now=NOW + day * DAY)


def test_a_consent_withdrawn_after_the_count_shows_in_the_next_look(people):
    # given somebody who allows it and has an address
    ada, *_ = people
    known = Identifier.objects.create(
        profile_id=ada, type="email", value_hash="hash", trust="guest", source="test"
    )
    IdentifierValue.objects.create(identifier=known, profile_id=ada, value="a@b.c")
    say(ada, granted=True, day=-1)
    reachable = segment("reachable", REACHABLE)
    handle(NOW)
    keep(NOW)
    counted = preview(REACHABLE, now=NOW)

    # when
    say(ada, granted=False, day=0)
    before = within(reachable)
    heard()

    # then
    assert (counted.count, counted.reachable, counted.sample) == (
        1,
        {"email": 1},
        (ada,),
    )
    assert (before, within(reachable)) == ([ada], [])
    after = preview(REACHABLE, now=NOW)
    assert (after.count, after.reachable, after.sample) == (0, {}, ())
    assert told("segments.left") == [(ada, "live", "fact", reachable.pk)]
