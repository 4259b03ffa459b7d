"""Storefronts tell what people do; staff and apps record visits, and see it."""

import pytest
from django.core.cache import cache
from saleor.permission.enums import AccountPermissions, PluginsPermissions

from saleor_crm_plugin.behavior.actions.settings import Choices, change_settings
from saleor_crm_plugin.behavior.models import BehaviorEvent, PersonKeyword
from saleor_crm_plugin.consent.models import ConsentWording
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.outbox.models import FactRow
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.behavior import DEVICE, agree
from tests.shop import rows

TRACK = """
mutation Track($visitor: String!, $events: [CrmTrackEventInput!]!) {
  crmTrack(visitor: $visitor, events: $events) {
    noted isAgreed errors { field code message }
  }
}
"""
CONSENT = """
mutation Agree($visitor: String!, $isGranted: Boolean!, $wording: ID) {
  crmVisitorConsentSet(visitor: $visitor, isGranted: $isGranted, wording: $wording) {
    isGranted errors { field code message }
  }
}
"""
VISIT = """
mutation Visit($profile: ID!, $place: String!, $occasion: String, $key: String,
               $occurredAt: DateTime) {
  crmVisitRecord(profile: $profile, place: $place, occasion: $occasion, key: $key,
                 occurredAt: $occurredAt) {
    isNew errors { field code message }
  }
}
"""
READ = """
mutation Read($profile: ID!, $text: String!, $key: String) {
  crmInboundTextRead(profile: $profile, text: $text, key: $key) {
    isRead errors { field code message }
  }
}
"""
SETTINGS = """
mutation Set($keepDays: Int, $places: [String!], $occasions: [String!]) {
  crmBehaviorSettingsUpdate(keepDays: $keepDays, places: $places, occasions: $occasions) {
    settings { keepDays places occasions } errors { field code message }
  }
}
"""
SHOWN = """
query Shown($id: ID!, $kinds: [CrmBehaviorKindEnum!], $after: String) {
  crmProfile(id: $id) {
    behavior(first: 2, kinds: $kinds, after: $after) {
      edges { node { kind name text author productId } }
      pageInfo { hasNextPage endCursor }
    }
    productInterests(first: 5) { productId views wishes }
    keywords(first: 5) { word source times }
  }
}
"""
SEARCH = {"id": "1", "kind": "SEARCH", "text": "red shoes", "language": "en"}


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def person(member):
    agree(member)
    now = clock.now()
    chosen = Choices(places=["milano"], occasions=["opening"])
    change_settings(chosen, author="user:1", now=now)
    return global_id("CrmProfile", member)


def test_a_customer_is_tracked_after_agreeing(member, customer_api):
    before = customer_api.done(TRACK, visitor=DEVICE, events=[SEARCH])
    agree(member)
    after = customer_api.done(TRACK, visitor=DEVICE, events=[SEARCH])

    assert before == {"noted": 0, "isAgreed": False}
    assert after == {"noted": 1, "isAgreed": True}
    assert BehaviorEvent.objects.get().profile_id == member


def test_a_visitor_is_tracked_after_agreeing_and_forgotten_after_that(anonymous_api):
    wording = ConsentWording.objects.create(
        code="track", purpose="profiling", language="en", version=1, text="May we?"
    )
    shown = global_id("CrmConsentWording", wording.pk)

    anonymous_api.done(CONSENT, visitor=DEVICE, isGranted=True, wording=shown)
    tracked = anonymous_api.done(TRACK, visitor=DEVICE, events=[SEARCH])
    assert tracked == {"noted": 1, "isAgreed": True}
    anonymous_api.done(CONSENT, visitor=DEVICE, isGranted=False)

    assert not BehaviorEvent.objects.exists()


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"visitor": "guess"}, ("visitor", "INVALID")),
        ({"events": []}, ("events", "TOO_MANY")),
        ({"events": [SEARCH | {"text": ""}]}, ("events", "INVALID")),
        ({"events": [SEARCH | {"product": "x"}]}, ("product", "INVALID")),
    ],
)
def test_what_cannot_be_kept_is_refused(changes, refused, person, customer_api):
    asked = {"visitor": DEVICE, "events": [SEARCH]} | changes
    assert customer_api.refused(TRACK, **asked) == [refused]


def test_who_comes_too_often_has_to_wait(anonymous_api):
    for _ in range(60):
        anonymous_api.done(CONSENT, visitor=DEVICE, isGranted=False)

    refused = anonymous_api.refused(CONSENT, visitor=DEVICE, isGranted=True)

    assert refused == [(None, "TOO_OFTEN")]


@pytest.mark.parametrize("who", ["staff_api", "app_api"])
def test_a_visit_is_recorded_once_and_seen(who, person, member, request):
    client = request.getfixturevalue(who)(AccountPermissions.MANAGE_USERS)
    at = clock.now().isoformat()
    asked = {"profile": person, "place": "milano", "key": "till:7", "occurredAt": at}

    first = client.done(VISIT, **asked)
    again = client.done(VISIT, **asked)
    client.done(VISIT, profile=person, place="milano", occasion="opening")

    assert (first, again) == ({"isNew": True}, {"isNew": False})
    page = client.ask(SHOWN, id=person)["crmProfile"]["behavior"]
    nodes = [edge["node"] for edge in page["edges"]]
    assert [(one["kind"], one["name"], one["text"]) for one in nodes] == [
        ("OCCASION", "opening", "milano"),
        ("VISIT", "milano", ""),
    ]
    assert all(one["author"].split(":")[0] in ("user", "app") for one in nodes)
    facts = FactRow.objects.filter(code="store.visited", profile_id=member)
    assert facts.count() == 2
    assert "till:7" not in str(list(facts.values()))


def test_a_visit_of_somebody_who_did_not_agree_stands_in_the_timeline_alone(
    person, staff_api, other_customer_api
):
    from tests.fixtures.member import member_of

    other = member_of(other_customer_api.user)
    staff = staff_api(AccountPermissions.MANAGE_USERS)

    staff.done(VISIT, profile=global_id("CrmProfile", other), place="milano")

    assert FactRow.objects.filter(code="store.visited", profile_id=other).exists()
    assert not BehaviorEvent.objects.exists()


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"place": "roma"}, ("place", "NOT_FOUND")),
        ({"occasion": "party"}, ("occasion", "NOT_FOUND")),
        ({"key": "two words"}, ("key", "INVALID")),
        ({"occurredAt": "2199-01-01T00:00:00Z"}, ("occurredAt", "INVALID")),
        ({"profile": global_id("CrmProfile", 999_999)}, ("profile", "NOT_FOUND")),
    ],
)
def test_a_visit_that_cannot_be_is_refused(changes, refused, person, staff_api):
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    asked = {"profile": person, "place": "milano"} | changes
    assert staff.refused(VISIT, **asked) == [refused]


def test_a_text_is_read_for_its_words_and_not_kept(person, member, staff_api):
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    letter = "我的高跟鞋坏了 and the heel is broken"

    first = staff.done(READ, profile=person, text=letter, key="mail:1")
    again = staff.done(READ, profile=person, text=letter, key="mail:1")

    assert (first, again) == ({"isRead": True}, {"isRead": False})
    words = PersonKeyword.objects.filter(profile_id=member, source="message")
    found = set(words.values_list("word", flat=True))
    assert {"高跟鞋", "heel", "broken"} <= found


def test_pages_go_on_where_they_ended_and_show_what_it_adds_up_to(
    person, channel, customer_api, staff_api
):
    variant = rows.make_variant(channels=[channel])
    goods = {
        "kind": "PRODUCT",
        "product": global_id("Product", variant.product_id),
    }
    events = [goods | {"id": str(n)} for n in range(2)] + [SEARCH | {"id": "s"}]
    customer_api.done(TRACK, visitor=DEVICE, events=events)
    staff = staff_api(AccountPermissions.MANAGE_USERS)

    page = staff.ask(SHOWN, id=person)["crmProfile"]
    info = page["behavior"]["pageInfo"]
    rest = staff.ask(SHOWN, id=person, after=info["endCursor"])["crmProfile"]
    searches = staff.ask(SHOWN, id=person, kinds=["SEARCH"])["crmProfile"]

    assert info["hasNextPage"] is True
    assert len(rest["behavior"]["edges"]) == 1
    assert rest["behavior"]["pageInfo"]["hasNextPage"] is False
    [only] = searches["behavior"]["edges"]
    assert only["node"]["text"] == "red shoes"
    assert page["productInterests"] == [
        {"productId": goods["product"], "views": 2, "wishes": 0}
    ]
    assert {(one["word"], one["times"]) for one in page["keywords"]} == {
        ("red", 1),
        ("shoes", 1),
    }


def test_settings_are_changed_by_who_may_and_within_bounds(staff_api, outsiders):
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)

    changed = staff.done(SETTINGS, keepDays=90, places=["roma", "milano"])
    assert changed["settings"] == {
        "keepDays": 90,
        "places": ["milano", "roma"],
        "occasions": [],
    }
    assert staff.refused(SETTINGS, keepDays=29) == [("keepDays", "INVALID")]
    assert staff.refused(SETTINGS, places=["A store"]) == [("places", "INVALID")]
    assert_closed(outsiders, SETTINGS, keepDays=90)
    assert_closed(outsiders, "{ crmBehaviorSettings { keepDays } }")


def test_nobody_else_may_record_or_look(person, outsiders):
    assert_closed(outsiders, VISIT, profile=person, place="milano")
    assert_closed(outsiders, READ, profile=person, text="red shoes")
    assert_closed(outsiders, SHOWN, id=person)
